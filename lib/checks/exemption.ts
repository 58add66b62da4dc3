import { type Day, dayNumber } from "../core/calendar-day";
import { type Problems, quoted } from "../core/problems";
import type { CheckSubject } from "./result";
import type { RuleId } from "./rules";

/** Something that may fail a rule, for a reason and a while. */
export interface CheckExemption {
  readonly rule: RuleId;

  /**
   * What is exempt: a construct's path, Terraform's address alone or with its stack, "backup-prod/azurerm_x.Y", or the name or
   * ARM id of a VM, whose letter case does not matter. `*` stands for anything but "/", and "." of addresses, `**` for anything:
   * "prod-*\/Vault/**". Without one it has to mean a single thing: an address that two stacks have, or a name that two VMs
   * have, exempts neither.
   */
  readonly at: string;

  /** Why, for the auditor. */
  readonly reason: string;

  /** Who answers for it: a person, a team or an address. */
  readonly owner: string;

  /** The last day, in UTC: "2027-06-30". From 30 days before it on, runs warn of the end; after it, the rule is back. */
  readonly until: Day;
}

/** What is wrong with exemptions as they are written. */
export function checkExemptions(problems: Problems, exemptions: readonly CheckExemption[]): void {
  for (const [index, { at, reason, owner, until }] of exemptions.entries()) {
    const name = `exemptions[${index}]`;
    const isSaid = (text: string | undefined) => text !== undefined && text.trim() !== "";
    problems.when(!isSaid(at), `${name}.at must say what is exempt, got ${quoted(at)}`);
    const all = `${name}.at must not mean everything, got ${quoted(at)}: switch the rule off instead, with a reason`;
    problems.when(/^[*/.]+$/.test(at ?? ""), all);
    problems.when(!isSaid(reason), `${name}.reason must say why, got ${quoted(reason)}: an auditor asks`);
    problems.when(!isSaid(owner), `${name}.owner must say who answers for it, got ${quoted(owner)}`);
    problems.when(
      until === undefined || dayNumber(until) === undefined,
      `${name}.until must be the last day, such as "2027-06-30", got ${quoted(until)}: an exemption without an end is forgotten`,
    );
  }
}

/** Stack and address of a resource, ARM id of a VM: what no two subjects share. */
export function identityOf(subject: CheckSubject): string {
  return subject.vmId?.toLowerCase() ?? (subject.address === undefined ? subject.at : placeInStack(subject));
}

function placeInStack({ stack = "", address = "" }: CheckSubject): string {
  return `${stack}/${address}`;
}

/** Does an exemption's place mean the subject? */
export function matcherOf(at: string): (subject: CheckSubject) => boolean {
  const path = patternOf(at, "[^/]*");
  const address = patternOf(at, "[^/.]*");
  const vm = new RegExp(path.source, "i");
  return (subject) =>
    subject.vmId === undefined
      ? path.test(subject.at) || address.test(subject.address ?? "") || address.test(placeInStack(subject))
      : vm.test(subject.at) || vm.test(subject.vmId);
}

function patternOf(glob: string, star: string): RegExp {
  const source = glob.replace(/\*\*|\*|[\\^$.|?+()[\]{}]/g, (part) => {
    if (part === "**") return ".*";
    return part === "*" ? star : `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}
