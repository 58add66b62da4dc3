// Is the checkout what a tag says? node scripts/check-release.mjs v0.1.0; says what is not, and exits with 1.
import { readFileSync } from "node:fs";

const [tag = ""] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const heading = readFileSync("CHANGELOG.md", "utf8")
  .split("\n")
  .find((line) => line.startsWith("## "));
const dated = `## ${version} – YYYY-MM-DD`;

const problems = [
  tag !== `v${version}` &&
    `the tag is ${JSON.stringify(tag)} and package.json says ${version}: tag the commit of the release as v${version}`,
  version.includes("-") &&
    `${version} is a prerelease, which npm publishes under a tag of its own alone: release a version without "-"`,
  lock.version !== version &&
    `package-lock.json says ${lock.version} and package.json ${version}: run npm install, and commit the lock file`,
  !new RegExp(`^## ${version.replaceAll(".", "\\.")} – \\d{4}-\\d{2}-\\d{2}$`).test(heading ?? "") &&
    `CHANGELOG.md begins with ${JSON.stringify(heading)}: a release begins with "${dated}"`,
].filter(Boolean);
for (const problem of problems) console.error(`[release] ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
