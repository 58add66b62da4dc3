// Puts what the library reads at run time, beside the compiled files that read it.
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";

for (const entry of readdirSync("lib", { recursive: true })) {
  if (/\.(py|kql|css|mjs)$/.test(entry)) cpSync(join("lib", entry), join("dist", "lib", entry));
}

cpSync(join("policies", "definitions"), join("dist", "policies", "definitions"), { recursive: true });
