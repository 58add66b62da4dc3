import { fingerprint } from "../core/fingerprint";
import { stackFile } from "../synthesized/synthesized-app";
import type { CheckSubject } from "./result";
import { frameworkIds } from "./rule";
import type { ChosenRule, Judgement, Verdict } from "./verdicts";

/**
 * The content of `evidence.sarif`: failures, and what is exempt as suppressed results (OASIS, "Static Analysis Results
 * Interchange Format (SARIF) Version 2.1.0"). What passes is in `evidence.json` alone: code-scanning pages show every
 * result as an alert.
 *
 * @param outdir the output folder, relative to the repository, for the paths of files
 */
export function sarifFile({ rules, verdicts }: Judgement, outdir: string): string {
  const asked = rules.filter(({ off }) => off === undefined);
  const indexes = new Map(asked.map((chosen, index) => [chosen, index]));
  const results = verdicts
    .filter(({ status }) => status === "fail" || status === "exempt")
    .map((verdict) => resultOf(verdict, indexes.get(verdict.chosen) ?? -1, outdir));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      { tool: { driver: { name: TOOL, rules: asked.map(ruleOf) } }, columnKind: "utf16CodeUnits", results },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const TOOL = "cdktf-azure-resilience";

function ruleOf({ rule, severity }: ChosenRule): object {
  const ids = frameworkIds(rule);
  const others = ids.length > 0 ? ` Also asked for by ${ids.join(", ")}.` : "";
  return {
    id: rule.id,
    shortDescription: { text: `${rule.title}.` },
    fullDescription: { text: `${rule.title}: otherwise, ${rule.why}.` },
    help: { text: `To do: ${rule.fix}.${others}` },
    defaultConfiguration: { level: severity },
    properties: { tags: ["resilience", ...ids] },
  };
}

function resultOf(
  { chosen, subject, found, exemption, status }: Verdict,
  ruleIndex: number,
  outdir: string,
): object {
  const { rule, severity } = chosen;
  return {
    ruleId: rule.id,
    ruleIndex,
    level: severity,
    message: { text: `${found}: ${rule.why}; ${rule.fix}` },
    locations: [locationOf(subject, outdir)],
    partialFingerprints: { primaryLocationLineHash: `${fingerprintOf(rule.id, subject)}:1` },
    ...(status === "exempt" ? { suppressions: [suppressionOf(exemption, found)] } : {}),
  };
}

/** What stays the same from run to run, whatever else comes and goes. */
function fingerprintOf(rule: string, { at, stack = "", address = "", vmId = "" }: CheckSubject): string {
  const place = vmId ? vmId.toLowerCase() : [stack, address, at].join("\n");
  return fingerprint(`${rule}\n${place}`, 16);
}

function suppressionOf(exemption: Verdict["exemption"], found: string): object {
  const justification = exemption
    ? `${exemption.reason} (${exemption.owner}, until ${exemption.until})`
    : `Left out by the program: ${found}`;
  return { kind: "external", status: "accepted", justification };
}

function locationOf({ at, stack, address, source }: CheckSubject, outdir: string): object {
  const uri = stack
    ? [outdir, stackFile(stack)].filter(Boolean).join("/")
    : (source?.split(": data[")[0] ?? "");
  const logical = { name: address ?? at, fullyQualifiedName: at, kind: "resource" };
  return {
    physicalLocation: { artifactLocation: { uri: encodeURI(uri) }, region: { startLine: 1 } },
    logicalLocations: [logical],
  };
}
