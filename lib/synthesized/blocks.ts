import { instancesOfEach } from "./instances";

type Json = Readonly<Record<string, unknown>>;

/**
 * The blocks of a name: cdktf writes one as an object or as a list of one, several as a list. A dynamic block counts as one
 * with its content, unless there is nothing that it is for; `isDynamic` says where only Terraform knows.
 */
export function blocksOf(config: Json, name: string): readonly Json[] {
  const dynamic = dynamicOf(config, name).filter(({ for_each: each }) => instancesOfEach(each) !== "none");
  return [...listOf(config[name]), ...dynamic.flatMap(({ content }) => listOf(content))];
}

/** Does only Terraform know how many blocks of a name there are, and whether there is any? */
export function isDynamic(config: Json, name: string): boolean {
  return dynamicOf(config, name).some(({ for_each: each }) => instancesOfEach(each) === "unknown");
}

function dynamicOf(config: Json, name: string): readonly Json[] {
  return listOf(config.dynamic).flatMap((one) => listOf(one[name]));
}

function listOf(value: unknown): readonly Json[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((one): one is Json => typeof one === "object" && one !== null && !Array.isArray(one));
}
