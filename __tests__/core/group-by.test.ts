import { groupBy } from "../../lib/core/group-by";

test("groups and their members are in the order in which they first come, since output is written in it", () => {
  const groups = groupBy(["b1", "a1", "b2", "c1", "a2"], ([letter]) => letter);
  expect([...groups]).toEqual([
    ["b", ["b1", "b2"]],
    ["a", ["a1", "a2"]],
    ["c", ["c1"]],
  ]);
});

test("keys are told apart as in a map: undefined is one, and no name of an object's own is taken", () => {
  const groups = groupBy([undefined, "constructor", undefined], (key) => key);
  expect([...groups.keys()]).toEqual([undefined, "constructor"]);
  expect(groups.get(undefined)).toHaveLength(2);
});
