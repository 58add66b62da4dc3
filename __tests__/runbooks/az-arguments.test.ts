import { azCommandOf, refusedByAz } from "../support/az-arguments";

const WAIT = ["az", "backup", "job", "wait", "--name", "j", "--resource-group", "g", "--vault-name", "v"];
const without = (option: string) => WAIT.filter((_, i) => WAIT[i] !== option && WAIT[i - 1] !== option);

describe("the check of az commands", () => {
  test("takes what the Azure CLI takes: long and short options, flags, global options", () => {
    expect(refusedByAz(WAIT)).toEqual([]);
    expect(refusedByAz([...WAIT, "--use-secondary-region", "--timeout", "7200", "-o", "tsv"])).toEqual([]);
    expect(refusedByAz(["az", "backup", "job", "wait", "-n", "j", "-g", "g", "-v", "v"])).toEqual([]);
  });

  test("refuses a flag that is misspelt, by one letter", () => {
    const words = WAIT.map((word) => (word === "--vault-name" ? "--vault-nam" : word));
    expect(refusedByAz(words)).toEqual([
      "backup job wait: unknown argument --vault-nam",
      "backup job wait: unknown argument v",
      "backup job wait: --vault-name is missing",
    ]);
  });

  test("refuses a flag of another command", () => {
    expect(refusedByAz([...WAIT, "--rp-name", "p"])).toEqual([
      "backup job wait: unknown argument --rp-name",
      "backup job wait: unknown argument p",
    ]);
  });

  test.each(["--name", "--resource-group", "--vault-name"])(
    "refuses a command without the required %s",
    (option) => {
      expect(refusedByAz(without(option))).toEqual([`backup job wait: ${option} is missing`]);
    },
  );

  test("takes an id in place of the required arguments, where the CLI does", () => {
    expect(refusedByAz(["az", "vm", "show", "--ids", "/subscriptions/s"])).toEqual([]);
    expect(refusedByAz(["az", "backup", "recoverypoint", "list", "--ids", "/x"])).toContain(
      "backup recoverypoint list: unknown argument --ids",
    );
  });

  test("refuses a command that the CLI does not have", () => {
    const words = ["az", "backup", "jobs", "wait", "--name", "j"];
    expect(azCommandOf(words)).toBeUndefined();
    expect(refusedByAz(words)).toEqual(["unknown command: az backup jobs wait --name"]);
  });

  test("refuses a value that is none of the choices", () => {
    const list = ["az", "backup", "recoverypoint", "list", "-g", "g", "-v", "v", "-c", "c", "-i", "i"];
    expect(refusedByAz([...list, "--tier", "VaultArchive"])).toEqual([]);
    expect(refusedByAz([...list, "--tier", "Archive"])).toEqual([
      "backup recoverypoint list: --tier cannot be Archive",
    ]);
  });

  test("refuses an option whose value is missing", () => {
    expect(refusedByAz([...WAIT, "--timeout"])).toEqual(["backup job wait: --timeout has no value"]);
    expect(refusedByAz([...without("--name"), "--name", "--output", "tsv"])).toContain(
      "backup job wait: --name has no value",
    );
  });
});
