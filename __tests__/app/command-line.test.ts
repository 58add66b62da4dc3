import { readInvocation } from "../../lib/app/command-line";
import { temporaryFile } from "../support/files";
import { refusal } from "../support/synthesise";

const USAGE_LINE = "usage: npm run synth -- [--inventory FILE...] [--frozen-placement]";

describe("where the inventory comes from", () => {
  const { CDKTF_CONTEXT_JSON } = process.env;
  const cwd = process.cwd();

  afterEach(() => {
    process.chdir(cwd);
    if (CDKTF_CONTEXT_JSON === undefined) delete process.env.CDKTF_CONTEXT_JSON;
    else process.env.CDKTF_CONTEXT_JSON = CDKTF_CONTEXT_JSON;
  });

  test("the command line, one file or several after one flag", () => {
    expect(readInvocation(["--inventory", "a.json"]).inventory).toEqual(["a.json"]);
    expect(readInvocation(["--inventory", "a.json", "b.json"]).inventory).toEqual(["a.json", "b.json"]);
    expect(readInvocation(["--inventory=a.json", "--inventory", "b.json"]).inventory).toEqual([
      "a.json",
      "b.json",
    ]);
  });

  test("the context that cdktf-cli passes on", () => {
    process.env.CDKTF_CONTEXT_JSON = JSON.stringify({ inventory: ["a.json", "b.json"] });
    expect(readInvocation([]).inventory).toEqual(["a.json", "b.json"]);
  });

  test("cdktf.json of the working directory, when cdktf-cli is not used", () => {
    const file = temporaryFile("cdktf.json", { context: { inventory: "mine.json" } });
    process.chdir(file.slice(0, -"cdktf.json".length));
    expect(readInvocation([]).inventory).toEqual(["mine.json"]);
  });

  test("nowhere, which the inventory refuses later", () => {
    const file = temporaryFile("other.json", {});
    process.chdir(file.slice(0, -"other.json".length));
    expect(readInvocation([]).inventory).toEqual([]);
  });

  test("a context value that is no file is refused", () => {
    process.env.CDKTF_CONTEXT_JSON = JSON.stringify({ inventory: { file: "a.json" } });
    expect(refusal(() => readInvocation([]))).toBe(
      '[cdktf.json] the context value "inventory" must be a file or a list of files, got {"file":"a.json"}',
    );
  });

  test.each([
    [{ inventory: "" }, '"inventory" must be a file or a list of files, got ""'],
    [{ inventory: ["a.json", " "] }, '"inventory" must be a file or a list of files, got ["a.json"," "]'],
    [{ additionalRegions: [""] }, '"additionalRegions" must be a region or a list of regions, got [""]'],
    [{ additionalRegions: "" }, '"additionalRegions" must be a region or a list of regions, got ""'],
  ])("a context value of which nothing is said is refused: %j", (context, message) => {
    process.env.CDKTF_CONTEXT_JSON = JSON.stringify(context);
    expect(refusal(() => readInvocation([]))).toBe(`[cdktf.json] the context value ${message}`);
  });

  test("an argument of which nothing is said is refused, as a variable of a script that is empty leaves it", () => {
    expect(refusal(() => readInvocation(["--inventory", ""]))).toContain(
      '[command line] --inventory must be a file, got ""\nusage: ',
    );
  });
});

describe("whether checks only report", () => {
  test("they refuse, unless the command line or the context says that they report", () => {
    expect(readInvocation([]).reportOnly).toBe(false);
    expect(readInvocation(["--inventory", "a.json", "--report-only"])).toMatchObject({
      inventory: ["a.json"],
      reportOnly: true,
    });
    const before = process.env.CDKTF_CONTEXT_JSON;
    try {
      process.env.CDKTF_CONTEXT_JSON = JSON.stringify({ reportOnly: true });
      expect(readInvocation([]).reportOnly).toBe(true);
      process.env.CDKTF_CONTEXT_JSON = JSON.stringify({ reportOnly: 1 });
      expect(refusal(() => readInvocation([]))).toBe(
        '[cdktf.json] the context value "reportOnly" must be true or false, got 1',
      );
    } finally {
      if (before === undefined) delete process.env.CDKTF_CONTEXT_JSON;
      else process.env.CDKTF_CONTEXT_JSON = before;
    }
  });
});

describe("whether a run may change where VMs are backed up", () => {
  const { CDKTF_CONTEXT_JSON } = process.env;

  afterEach(() => {
    if (CDKTF_CONTEXT_JSON === undefined) delete process.env.CDKTF_CONTEXT_JSON;
    else process.env.CDKTF_CONTEXT_JSON = CDKTF_CONTEXT_JSON;
  });

  test("it may, unless the command line says no, wherever the flag stands", () => {
    expect(readInvocation([]).frozenPlacement).toBe(false);
    expect(readInvocation(["--frozen-placement"]).frozenPlacement).toBe(true);
    const both = readInvocation(["--inventory", "a.json", "--frozen-placement", "b.json"]);
    expect(both).toMatchObject({ inventory: ["a.json", "b.json"], frozenPlacement: true });
  });

  test("or the context that cdktf-cli passes on does", () => {
    process.env.CDKTF_CONTEXT_JSON = JSON.stringify({ frozenPlacement: true });
    expect(readInvocation([]).frozenPlacement).toBe(true);
  });

  test("a context value that is neither true nor false is refused", () => {
    process.env.CDKTF_CONTEXT_JSON = JSON.stringify({ frozenPlacement: "yes" });
    expect(refusal(() => readInvocation([]))).toBe(
      '[cdktf.json] the context value "frozenPlacement" must be true or false, got "yes"',
    );
  });
});

describe("a command line that is refused", () => {
  test("an unknown flag", () => {
    expect(refusal(() => readInvocation(["--inventroy", "a.json"]))).toContain(
      `[command line] Unknown option '--inventroy'\n${USAGE_LINE}`,
    );
  });

  test("a file without its flag", () => {
    expect(refusal(() => readInvocation(["a.json"]))).toContain(
      `[command line] unknown argument "a.json"\n${USAGE_LINE}`,
    );
  });

  test("the flag without a file", () => {
    expect(refusal(() => readInvocation(["--inventory"]))).toContain("argument missing");
  });
});
