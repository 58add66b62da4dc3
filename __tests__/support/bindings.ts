import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The arguments that bindings know of a resource and of its blocks: "BackupPolicyVmConfig.consistencyType?: string". */
export function argumentsOf(bindings: string, module: string): readonly string[] {
  const declarations = readFileSync(join(bindings, "lib", module, "index.d.ts"), "utf8");
  const interfaces = declarations.matchAll(/export interface (\w+)[^{]*\{([\s\S]*?)\n\}/g);
  return [...interfaces].flatMap(([, name, body = ""]) =>
    [...body.matchAll(/readonly (\w+\??: [^;]+);/g)].map(
      ([, argument = ""]) => `${name}.${argument.replaceAll("cdktn.", "cdktf.")}`,
    ),
  );
}
