// Puts what the library reads at run time, beside the compiled files that read it.
import { chmodSync, cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export function copyAssets(dist) {
  for (const entry of readdirSync("lib", { recursive: true })) {
    if (/\.(py|kql|css|mjs)$/.test(entry)) cpSync(join("lib", entry), join(dist, "lib", entry));
  }

  cpSync(join("policies", "definitions"), join(dist, "policies", "definitions"), { recursive: true });

  // npx in a clone runs the compiled commands themselves
  const { bin } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const file of Object.values(bin)) chmodSync(file.replace("dist", dist), 0o755);
}
