import type { SynthesizedResource } from "./synthesized-resource";

/** How Terraform will multiply a resource: there is none of it, one at least, or only Terraform knows. */
export type Instances = "none" | "some" | "unknown";

/** Are there instances of a resource? What has neither `count` nor `for_each` is there once. */
export function instancesOf({ config }: SynthesizedResource): Instances {
  const { count, for_each: each } = config;
  if (count !== undefined && count !== null) return ofCount(count);
  if (each !== undefined && each !== null) return instancesOfEach(each);
  return "some";
}

function ofCount(count: unknown): Instances {
  const text = inner(count);
  if (!/^\d+$/.test(text)) return "unknown";
  return Number(text) === 0 ? "none" : "some";
}

/** Is there anything that `for_each` is over? cdktf writes `{}`, or `${toset([])}` of an iterator over a list. */
export function instancesOfEach(each: unknown): Instances {
  if (typeof each === "object" && each !== null) return Object.keys(each).length === 0 ? "none" : "some";
  const text = inner(each).replaceAll(/\s/g, "");
  if (/^(?:toset\(\[\]\)|tomap\(\{\}\)|\{\}|\[\])$/.test(text)) return "none";
  return /^toset\(\["/.test(text) ? "some" : "unknown";
}

/** `${3}` is 3. */
function inner(value: unknown): string {
  const [, text = String(value)] = /^\$\{(.*)\}$/s.exec(String(value)) ?? [];
  return text.trim();
}
