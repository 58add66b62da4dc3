// Preloaded into a measured process: what it has used when it ends, from its start on, goes to file descriptor 3.
const { writeSync } = require("node:fs");

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeSync(
    3,
    JSON.stringify({ cpuMs: (user + system) / 1000, rssMb: process.resourceUsage().maxRSS / 1024 }),
  );
});
