import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { temporaryFile, temporaryFolder } from "../support/files";

const SCRIPT = join(__dirname, "../../scripts/generate-built-in-policies.mjs");
const GUID = "013e242c-8828-4970-87b3-ab247555486d";
const TWIN = "9798d31d-6028-4dee-8643-46102185c016";
const ROLE = "5E467623-BB1F-42F4-A55D-6E525E11384B";

/** One definition as the list has it. */
const entry = (changes: object = {}) => ({
  id: `/providers/Microsoft.Authorization/policyDefinitions/${GUID}`,
  name: GUID,
  displayName: "[Preview]: Vaults should have locks",
  description: "Locks keep vaults.\nThey are cheap.",
  category: "Backup",
  version: "1.0.0-preview",
  mode: "Indexed",
  preview: true,
  deprecated: false,
  effect: { parameterised: true, parameter: "effect", default: "Audit", allowed: ["Audit", "Disabled"] },
  parameters: {
    effect: {
      type: "string",
      allowedValues: ["Audit", "Disabled"],
      required: false,
      defaultValue: "Audit",
      displayName: "Effect",
    },
    tagName: { type: "String", required: true, displayName: "Tag  Name" },
  },
  roleDefinitionIds: [`/providers/Microsoft.Authorization/roleDefinitions/${ROLE}`],
  ...changes,
});

function generate(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

const generateFrom = (data: unknown) =>
  generate(temporaryFile("policies.json", typeof data === "string" ? data : JSON.stringify(data)));

/** The part of the text from one line to another, both included. */
function part(text: string, from: string, to: string): string {
  const start = text.indexOf(from);
  return text.slice(start, text.indexOf(to, start) + to.length);
}

describe("the generator of the catalogue", () => {
  test("writes the type of a definition's parameters under its name without the prefix", () => {
    const { status, stdout, stderr } = generateFrom([entry()]);
    expect(part(stdout, "  /** Locks", "};\n")).toBe(
      `  /** Locks keep vaults. Version 1.0.0-preview. In preview. Its identity needs a role. */
  readonly "Vaults should have locks": { readonly tagName: string; readonly effect?: "Audit" | "Disabled" };
`,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  test("writes the definition with its roles as GUIDs in lower case and its effect last", () => {
    const { stdout } = generateFrom([entry()]);
    expect(part(stdout, '  "Vaults should have locks": {', "\n};\n")).toBe(
      `  "Vaults should have locks": {
    id: "/providers/Microsoft.Authorization/policyDefinitions/${GUID}",
    version: "1.0.0-preview",
    category: "Backup",
    mode: "Indexed",
    preview: true,
    deprecated: false,
    effects: ["Audit", "Disabled"],
    defaultEffect: "Audit",
    effectParameter: "effect",
    parameters: {
      tagName: { type: "String", required: true, description: "Tag Name" },
      effect: {
        type: "String",
        required: false,
        allowedValues: ["Audit", "Disabled"],
        defaultValue: "Audit",
        description: "Effect",
      },
    },
    roleDefinitionIds: ["${ROLE.toLowerCase()}"],
  },
};
`,
    );
  });

  test("tells definitions of one name apart by their GUIDs, in the order of their names", () => {
    const id = `/providers/Microsoft.Authorization/policyDefinitions/${TWIN}`;
    const { status, stdout } = generateFrom([entry({ id, name: TWIN }), entry()]);
    expect(stdout.match(/^ {2}"Vaults should have locks.*": \{$/gm)).toEqual([
      '  "Vaults should have locks (013e242c)": {',
      '  "Vaults should have locks (9798d31d)": {',
    ]);
    expect(status).toBe(0);
  });

  test("writes the same text whatever the order of the list, so that a new list shows only what is new", () => {
    const id = `/providers/Microsoft.Authorization/policyDefinitions/${TWIN}`;
    const other = entry({ id, name: TWIN, displayName: "Backups should have tests" });
    expect(generateFrom([entry(), other]).stdout).toBe(generateFrom([other, entry()]).stdout);
  });
});

describe("the generator of the catalogue gives up with status 2 and one line", () => {
  const refused = (line: string) => ({
    status: 2,
    stdout: "",
    stderr: `generate-built-in-policies: ${line}\n`,
  });

  test("when the file does not exist", () => {
    const missing = join(temporaryFolder(), "missing.json");
    expect(generate(missing)).toEqual(refused(`cannot read ${missing}: ENOENT`));
  });

  test("when the file is a folder", () => {
    const folder = temporaryFolder();
    expect(generate(folder)).toEqual(refused(`cannot read ${folder}: EISDIR`));
  });

  test("when the file is not JSON, in whatever words Node has for it", () => {
    const { status, stdout, stderr } = generateFrom("id,name\n1,2\n");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^generate-built-in-policies: \S+policies\.json is not JSON: .+\n$/);
  });

  test.each([
    ["an object", {}],
    ["an empty list", []],
    ["a text", '"policies"'],
  ])("when the file is %s and not a list of definitions", (_, data) => {
    const path = temporaryFile("policies.json", typeof data === "string" ? data : JSON.stringify(data));
    expect(generate(path)).toEqual(refused(`${path} is not a JSON list of definitions`));
  });

  test("when no file is named", () => {
    expect(generate()).toEqual(refused("usage: node scripts/generate-built-in-policies.mjs DATA.json"));
  });

  test.each([
    ["an entry is not an object", ["x"], "entry 0 is not an object"],
    ["an entry has no GUID", [entry(), entry({ name: "x" })], 'entry 1 has no GUID in "name"'],
    ["a text is missing", [entry({ version: "" })], `${GUID}: "version" is not a text`],
    ["an id is another definition's", [entry({ name: TWIN })], `${TWIN}: "id" is another definition's`],
    [
      "a name is only a prefix",
      [entry({ displayName: "[Preview]: " })],
      `${GUID}: "displayName" is only a prefix`,
    ],
    [
      "a role is not a GUID",
      [entry({ roleDefinitionIds: ["Contributor"] })],
      `${GUID}: role "Contributor" does not end in a GUID`,
    ],
    [
      "the effect's parameter does not exist",
      [entry({ parameters: {} })],
      `${GUID}: there is no effect parameter "effect"`,
    ],
    [
      "a definition is listed twice",
      [entry(), entry()],
      "two definitions have the same display name and GUID",
    ],
  ])("when %s", (_, data, line) => {
    expect(generateFrom(data)).toEqual(refused(line));
  });
});
