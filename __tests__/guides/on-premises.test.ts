import { readFileSync } from "node:fs";
import { blocksOf, runBlocks } from "../support/markdown";

const GUIDE = readFileSync("docs/guides/on-premises.md", "utf8");

test("the code blocks of the guide compile and synthesise, each in a stack of its own", () => {
  expect(runBlocks(GUIDE)).toEqual({ refused: [], stacks: blocksOf(GUIDE, "ts").length });
}, 60_000);

test("the guide names the steps in their order: capacity, first apply, on premises, second apply", () => {
  const steps = [...GUIDE.matchAll(/^## (\d)\. (.+)$/gm)].map(([, number, step]) => `${number} ${step}`);

  expect(steps).toEqual(["1 Plan the capacity", "2 First apply", "3 On premises", "4 Second apply"]);
});

test("the options that the planner's report decides are options of the library", () => {
  const options = ["vmware-options", "vmware-site", "hyperv-replication-policy"].map((file) =>
    readFileSync(`lib/on-premises/${file}.ts`, "utf8"),
  );
  const [, sentence = ""] = /Its answers go into the program: ([^.]+)\./.exec(GUIDE) ?? [];
  const named = [...sentence.matchAll(/`(\w+)`/g)].map(([, name]) => name);

  expect(named).toHaveLength(5);
  expect(named.filter((name) => !options.join().includes(`readonly ${name}?`))).toEqual([]);
});
