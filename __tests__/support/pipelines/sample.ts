import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { command } from "../command";
import { temporaryFolder } from "../files";

/** What a program was called with: the folder it ran in, the program, its arguments. */
export type Call = readonly string[];

/** A recorded plan by stack; "*" is that of every other one. Stacks whose plan is "" can be neither planned nor applied. */
export type Plans = Readonly<Record<string, string>>;

const BACKEND = {
  type: "azurerm",
  storage_account_name: "stcontosostate",
  container_name: "tfstate",
  use_oidc: true,
  use_azuread_auth: true,
};

/** Stands in for what a pipeline would install or reach: it answers as they do, and writes its calls down. */
const STAND_IN = `#!${process.execPath}
const { appendFileSync, existsSync, mkdirSync, readFileSync } = require("node:fs");
const { basename } = require("node:path");
const { spawnSync } = require("node:child_process");
const [program, here] = [basename(process.argv[1]), basename(process.cwd())];
const args = process.argv.slice(2);
const { BINS, CALLS, PROJECT } = process.env;
const line = args.join(" ");
const die = (text) => { console.error(text); process.exit(1); };
const run = (file, given) => process.exit(spawnSync(process.execPath, [PROJECT + "/" + file, ...given], { stdio: "inherit" }).status);
const installed = () => existsSync("node_modules") || die("npm ci comes first");
if (program === "npm" && line === "ci") { mkdirSync("node_modules"); process.exit(0); }
if (program === "npm" && line.startsWith("run --silent synth") && installed()) run("dist/main.js", args.slice(4));
if (program === "npm" && line === "run --silent build --if-present" && installed()) process.exit(0);
if (program === "npx" && args[0] === "--no-install" && installed()) run(JSON.parse(BINS)[args[1]], args.slice(2));
if (program.startsWith("np")) die("what is " + line + "?");
const body = args.includes("--body-file") ? [readFileSync(args.at(-1), "utf8")] : [];
appendFileSync(CALLS, JSON.stringify([here, program, ...args, ...body]) + "\\n");
`;

/** Stands in for Terraform, which pipelines start hundreds of times: in Bash, since Node.js takes longer to start. */
const TERRAFORM = `#!/usr/bin/env bash
here=\${PWD##*/}
said=()
for text in "$here" terraform "$@"; do
  text=\${text//\\\\/\\\\\\\\}
  said+=("\\"\${text//\\"/\\\\\\"}\\"")
done
(IFS=,; printf '[%s]\\n' "\${said[*]}" >> "$CALLS")
die() { echo "$1" >&2; exit 1; }
plan=$(cat "$PLANS/$here" 2>/dev/null || cat "$PLANS/*")
[[ -e cdk.tf.json ]] || die "no configuration in $PWD"
[[ $ARM_USE_OIDC == true && -n $ARM_CLIENT_ID ]] || die "not logged in"
case $1 in
  init) [[ "$*" == *readonly* ]] || printf 'lock of %s' "$here" > .terraform.lock.hcl ;;
  plan) [[ $plan ]] || die "Error: no access"; printf 'plan of %s' "$here" > stack.tfplan ;;
  show) cat "$PROJECT/$plan" ;;
  apply)
    [[ $(<"\${@: -1}") == "plan of $here" ]] || die "another plan"
    [[ $(<.terraform.lock.hcl) == "lock of $here" ]] || die "another lock"
    [[ $plan ]] || die "Error: saved plan is stale" ;;
esac
`;

/** What a repository of the sample has beside its program, which is this project's compiled one; and the stand-ins. */
export class Sample {
  readonly repository = temporaryFolder();
  private readonly programs = temporaryFolder();

  /** The target branch has what `base` makes of the sample, the pull request what `head` makes of that. */
  constructor(base: (sample: Sample) => void = () => {}, head: (sample: Sample) => void = () => {}) {
    for (const file of ["cdktf.json", "inventory", "package.json", ".gitignore"])
      cpSync(file, join(this.repository, file), { recursive: true });
    const context = `"context": {"backend": ${JSON.stringify(BACKEND)},`;
    this.edit("cdktf.json", (text) => text.replace('"context": {', context));
    command("git", ["init", "-q"], { cwd: this.repository });
    for (const change of [base, head]) {
      change(this);
      this.commit();
    }
    for (const program of ["npm", "npx", "terraform", "gh", "curl", "sha256sum", "unzip"]) {
      writeFileSync(join(this.programs, program), program === "terraform" ? TERRAFORM : STAND_IN);
      chmodSync(join(this.programs, program), 0o755);
    }
  }

  edit(file: string, change: (text: string) => string): void {
    const path = join(this.repository, file);
    writeFileSync(path, change(existsSync(path) ? readFileSync(path, "utf8") : ""));
  }

  read(file: string): string {
    return readFileSync(join(this.repository, file), "utf8");
  }

  commit(): void {
    const git = (...args: readonly string[]) => command("git", args, { cwd: this.repository });
    git("add", "-A");
    git(
      "-c",
      "user.name=a",
      "-c",
      "user.email=a@contoso.com",
      "commit",
      "-q",
      "--allow-empty",
      "-m",
      "change",
    );
  }

  /** What actions/checkout and "checkout: self" do. */
  checkout(into: string): void {
    command("git", ["clone", "-q", this.repository, into]);
  }

  /** The environment of a step's script. */
  env(plans: Plans): Record<string, string> {
    const folder = temporaryFolder();
    for (const [stack, plan] of Object.entries(plans)) writeFileSync(join(folder, stack), plan);
    return {
      CALLS: join(this.programs, "calls"),
      PROJECT: resolve("."),
      BINS: JSON.stringify(JSON.parse(readFileSync("package.json", "utf8")).bin),
      PLANS: folder,
      PATH: `${this.programs}:${process.env.PATH}`,
      CDKTF_OUTDIR: "cdktf.out",
    };
  }

  /** What the stand-ins were called with since the last time. */
  calls(): readonly Call[] {
    const file = join(this.programs, "calls");
    const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").filter(Boolean) : [];
    writeFileSync(file, "");
    return lines.map((line) => JSON.parse(line));
  }
}

/** What jobs hand to each other. */
export class Artifacts {
  private readonly folder = temporaryFolder();

  publish(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`nothing to publish as ${name}: ${path} is not there`);
    const file = /\.\w+$/.test(path) && !path.endsWith("cdktf.out") ? path.split("/").at(-1) : "";
    mkdirSync(join(this.folder, name), { recursive: true });
    cpSync(path, join(this.folder, name, file ?? ""), { recursive: true });
  }

  /** Copies the artifact called so; fails where there is none. */
  fetch(name: string, into: string): void {
    if (!existsSync(join(this.folder, name))) throw new Error(`no artifact ${name}`);
    cpSync(join(this.folder, name), into, { recursive: true });
  }

  names(): readonly string[] {
    return command("ls", [this.folder]).out.trim().split("\n").filter(Boolean);
  }
}
