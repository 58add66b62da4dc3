import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { command } from "../support/command";
import { temporaryFolder } from "../support/files";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));

/** What the check says of a tag, in a checkout whose CHANGELOG and lock file are these. */
function released(tag: string, heading: string, { locked = version, packaged = version } = {}) {
  const folder = join(temporaryFolder(), "checkout");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ version: packaged }));
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ version: locked }));
  writeFileSync(join(folder, "CHANGELOG.md"), `# Changelog\n\n${heading}\n\n## 0.0.1 – 2020-01-01\n`);
  return command(process.execPath, [resolve("scripts/check-release.mjs"), tag], { cwd: folder });
}

test("a tag of the version, with a dated CHANGELOG, is released", () => {
  expect(released(`v${version}`, `## ${version} – 2026-11-29`)).toEqual({ code: 0, out: "", err: "" });
});

test("another tag, another lock file and an undated CHANGELOG are refused, all at once", () => {
  const { code, err } = released("v9.9.9", `## ${version} – unreleased`, { locked: "9.9.8" });
  expect([code, err.split("\n")]).toEqual([
    1,
    [
      `[release] the tag is "v9.9.9" and package.json says ${version}: tag the commit of the release as v${version}`,
      `[release] package-lock.json says 9.9.8 and package.json ${version}: run npm install, and commit the lock file`,
      `[release] CHANGELOG.md begins with "## ${version} – unreleased": a release begins with "## ${version} – YYYY-MM-DD"`,
      "",
    ],
  ]);
});

test("a CHANGELOG that begins with the last version is refused: what is new must be told", () => {
  const { err } = released(`v${version}`, "## 0.0.1 – 2020-01-01");
  expect(err).toContain('CHANGELOG.md begins with "## 0.0.1 – 2020-01-01"');
});

test.each(["1.0.0-rc.1", "1.0.0-beta"])(
  "the prerelease %s is refused, although its tag, lock and CHANGELOG agree",
  (packaged) => {
    const heading = `## ${packaged} – 2026-11-29`;
    expect(released(`v${packaged}`, heading, { packaged, locked: packaged })).toEqual({
      code: 1,
      out: "",
      err: `[release] ${packaged} is a prerelease, which npm publishes under a tag of its own alone: release a version without "-"\n`,
    });
  },
);

test("the release checks the tag and runs what CI runs before it publishes, with provenance and without a token", () => {
  const workflow = readFileSync(".github/workflows/release.yml", "utf8");
  const steps = ["scripts/check-release.mjs", ".ci/run", "repository.url=", "npm publish --provenance"];
  expect(steps.map((step) => workflow.indexOf(step))).toEqual(
    steps.map((step) => workflow.indexOf(step)).sort((one, other) => one - other),
  );
  expect(steps.filter((step) => !workflow.includes(step))).toEqual([]);
  expect(workflow).toMatch(/^ {6}id-token: write\b/m);
  expect(workflow).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|registry-url/);
});
