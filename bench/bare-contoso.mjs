// Writes the Contoso app once more, with cdktf and the provider's classes alone, from what was synthesized: every value
// a literal, every reference an interpolation, nothing left to think about at run time.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const camel = (key) => key.replace(/_([a-z0-9])/g, (_, c) => c.toUpperCase());
const classOf = (type) => camel(`_${type.replace(/^azurerm_/, "")}`);
const fileOf = (type) => type.replace(/^azurerm_/, "").replaceAll("_", "-");

function config(value, key) {
  if (key === "tags" || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((v) => config(v));
  const entries = Object.entries(value).filter(([k]) => k !== "//");
  return Object.fromEntries(entries.map(([k, v]) => [camel(k), config(v, k)]));
}

/** References become the addresses that the bare program's resources have: their Terraform names as ids. */
export function writeBareContoso(outdir, file) {
  const lines = [
    `const { App, TerraformResource, TerraformStack } = require("cdktf");`,
    `function define(scope, id, { type, dependsOn, rest }) {`,
    `  const made = new TerraformResource(scope, id, { terraformResourceType: type, dependsOn });`,
    `  for (const [key, value] of Object.entries(rest)) if (key !== "//") made.addOverride(key, value);`,
    `}`,
  ];
  const classes = new Map([["provider", "AzurermProvider"]]);
  const body = [`const app = new App();`, `let stack;`];
  for (const name of readdirSync(join(outdir, "stacks")).sort()) {
    const json = JSON.parse(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8"));
    body.push(`stack = new TerraformStack(app, ${JSON.stringify(name)});`);
    const provider = config(json.provider.azurerm[0]);
    body.push(`new AzurermProvider(stack, "Azure", ${JSON.stringify(provider)});`);
    for (const [type, resources] of Object.entries(json.resource ?? {})) {
      if (type.startsWith("azurerm_")) classes.set(fileOf(type), classOf(type));
      for (const [id, resource] of Object.entries(resources)) {
        const { depends_on, ...rest } = resource;
        const dependsOn = depends_on?.map((fqn) => ({ fqn }));
        if (!type.startsWith("azurerm_")) {
          // cdktf's own class for it asks Terraform for its version, each time
          body.push(`define(stack, ${JSON.stringify(id)}, ${JSON.stringify({ type, dependsOn, rest })});`);
          continue;
        }
        const given = JSON.stringify({ ...config(rest), dependsOn });
        body.push(`new ${classOf(type)}(stack, ${JSON.stringify(`${id}`)}, ${given});`);
      }
    }
  }
  for (const [path, name] of classes) {
    lines.push(
      `const { ${name} } = require(${JSON.stringify(resolve(`node_modules/@cdktf/provider-azurerm/lib/${path}`))});`,
    );
  }
  writeFileSync(
    file,
    [...lines, ...body, "app.synth();", ""]
      .join("\n")
      .replace('require("cdktf")', `require(${JSON.stringify(resolve("node_modules/cdktf"))})`),
  );
}
