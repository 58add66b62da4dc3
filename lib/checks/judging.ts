import { isAbsolute, relative } from "node:path";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { daysLeft } from "../core/calendar-day";
import type { Problem } from "../core/configuration-error";
import type { Finding } from "../core/findings";
import type { OutputFile } from "../core/output-file";
import type { Problems } from "../core/problems";
import { SynthesizedApp } from "../synthesized/synthesized-app";
import type { ResilienceChecksProps } from "./checks-props";
import { chooseRules } from "./choice";
import { contextOf } from "./context";
import { describeJudgement, evidenceFile } from "./evidence";
import { EVIDENCE_FILE, SARIF_FILE } from "./evidence-files";
import { checkExemptions } from "./exemption";
import { findingOfAmbiguous, findingOfEnd, findingOfIdle, findingsOf, problemOf } from "./messages";
import { checkPresets } from "./retention-preset";
import { RULES } from "./rules";
import { sarifFile } from "./sarif";
import { type ChosenRule, type Judgement, judge, type Verdict } from "./verdicts";

/** What a run of the rules leads to. */
export interface Outcome {
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
  readonly judgement: Judgement;
  /** Written where nothing stops the run. */
  readonly files: readonly OutputFile[];
}

/** The rules and exemptions of an app, refused where they are not right. */
export function prepare(problems: Problems, props: ResilienceChecksProps): readonly ChosenRule[] {
  const { exemptions = [], retentionPresets = [] } = props;
  checkExemptions(problems, exemptions);
  checkPresets(problems, retentionPresets);
  return chooseRules(problems, RULES, props, exemptions);
}

/** Judges the stacks of a folder. */
export function judgeStacks(
  scope: IConstruct,
  rules: readonly ChosenRule[],
  props: ResilienceChecksProps & { readonly reportOnly: boolean },
  folder: { readonly staged: string; readonly published: string },
): Outcome {
  const { exemptions = [], reportOnly, baseline } = props;
  const context = contextOf(scope.node.root, props, read(scope.node.root, folder.staged));
  const judgement = judge(scope, rules, exemptions, context);
  const failed = judgement.verdicts.filter(({ status }) => status === "fail");
  const stops = ({ chosen }: Verdict) => chosen.severity === "error" && !reportOnly;
  const ending = exemptions.map((one) => findingOfEnd(one, daysLeft(scope, one.until)));
  return {
    problems: failed.filter(stops).map(problemOf),
    findings: [
      ...findingsOf(failed.filter((verdict) => !stops(verdict))),
      ...ending.filter((finding) => finding !== undefined),
      ...judgement.idle.map(findingOfIdle),
      ...judgement.ambiguous.map(findingOfAmbiguous),
    ],
    judgement,
    files: [
      {
        name: EVIDENCE_FILE,
        content: evidenceFile(baseline, judgement),
        summary: [describeJudgement(judgement)],
      },
      { name: SARIF_FILE, content: sarifFile(judgement, fromHere(folder.published)), summary: [] },
    ],
  };
}

/** An app without stacks writes no folder for them. */
function read(root: IConstruct, outdir: string): SynthesizedApp {
  const any = root.node.findAll().some(TerraformStack.isStack);
  return any ? SynthesizedApp.fromFolder(outdir) : SynthesizedApp.fromJson({});
}

/** As a code-scanning page knows it: from the working directory on; of other folders, paths begin in the folder. */
function fromHere(outdir: string): string {
  const path = relative("", outdir).replaceAll("\\", "/");
  return path.startsWith("..") || isAbsolute(path) ? "" : path;
}
