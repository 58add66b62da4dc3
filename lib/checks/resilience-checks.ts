import { App } from "cdktf";
import { Construct } from "constructs";
import { COMPLETES } from "../core/completion";
import type { Problem } from "../core/configuration-error";
import { checkId } from "../core/construct-id";
import { addFinding } from "../core/findings";
import { JUDGES, REPORT_ONLY } from "../core/judgement";
import { type OutputFile, WRITES } from "../core/output-file";
import { Problems, quoted } from "../core/problems";
import type { ResilienceChecksProps } from "./checks-props";
import type { ChosenRule, Judgement } from "./verdicts";

/**
 * The rules that nobody may forget, asked of what Terraform will read: the JSON of all stacks of the app, whoever defined
 * what is in it. Errors fail the run, and nothing is written; warnings are findings. `evidence.json` and `evidence.sarif`
 * beside the stacks say what each rule found.
 *
 * @example
 * new ResilienceChecks(app, "Checks", {
 *   baseline: "geo",
 *   exemptions: [
 *     {
 *       rule: "vm-backup",
 *       at: "build-*",
 *       reason: "Build agents are made anew every night",
 *       owner: "platform@contoso.com",
 *       until: "2027-06-30",
 *     },
 *   ],
 * });
 */
export class ResilienceChecks extends Construct {
  static isResilienceChecks(x: unknown): x is ResilienceChecks {
    return typeof x === "object" && x !== null && MARK in x;
  }

  private readonly props: ResilienceChecksProps & { readonly reportOnly: boolean };
  private readonly rules: readonly ChosenRule[];
  private files: readonly OutputFile[] = [];
  private judged?: Judgement;

  constructor(scope: Construct, id: string, props: ResilienceChecksProps) {
    super(scope, checkId(scope, id));
    this.rules = checkChecks(this, props);
    const { reportOnly = this.node.tryGetContext(REPORT_ONLY) === true } = props;
    this.props = { ...props, reportOnly };
    Object.defineProperty(this, MARK, { value: true });
  }

  /** Judges all stacks: errors are returned, everything else is recorded as findings. */
  [JUDGES](staged: string): readonly Problem[] {
    const folder = { staged, published: App.of(this).outdir };
    const { problems, findings, files, judgement } = judging().judgeStacks(
      this,
      this.rules,
      this.props,
      folder,
    );
    for (const finding of findings) addFinding(this, finding);
    this.files = files;
    this.judged = judgement;
    return problems;
  }

  /** What the rules said of everything; undefined before the synthesis. */
  get judgement(): Judgement | undefined {
    return this.judged;
  }

  /** The evidence. */
  [WRITES](): readonly OutputFile[] {
    return this.files;
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/ResilienceChecks");

function checkChecks(scope: Construct, props: ResilienceChecksProps): readonly ChosenRule[] {
  const problems = new Problems(scope);
  const { baseline, minimumRetentionDays } = props;
  const { root } = scope.node;
  problems.when(
    !(COMPLETES in root),
    "ResilienceChecks need a ResilienceApp, which judges what is written before it is published: use ResilienceApp instead of App",
  );
  const others = root.node.findAll().filter((c) => c !== scope && ResilienceChecks.isResilienceChecks(c));
  problems.when(
    others.length > 0,
    `the app has checks already, ${quoted(others[0]?.node.path)}: one is enough for all stacks`,
  );
  problems.when(
    App.isApp(root) && root.hclOutput,
    "hclOutput must be off: rules judge the JSON that Terraform reads",
  );
  problems.oneOf("baseline", baseline, ["geo", "zonal"], "no vault has another region and zones");
  problems.integer("minimumRetentionDays", minimumRetentionDays, [7, 9999], "days", "Azure keeps no fewer");
  const chosen = judging().prepare(problems, props);
  problems.throwIfAny();
  return chosen;
}

/** The rules, and what runs them, are loaded by the apps that ask for them alone. */
function judging(): typeof import("./judging") {
  return require("./judging");
}
