import { fingerprint } from "./fingerprint";

/** How Azure lets a kind of resource be named (Microsoft Learn, "Naming rules and restrictions for Azure resources"). */
export interface NameRule {
  /** The abbreviation of the Cloud Adoption Framework. */
  readonly abbreviation: string;
  readonly maxLength: number;
  readonly pattern: RegExp;
  /** The rule in words, for error messages. */
  readonly allowed: string;
}

/** The kinds of resource that this library names. */
export const NAME_RULES = {
  resourceGroup: {
    abbreviation: "rg",
    maxLength: 90,
    pattern: /^[A-Za-z0-9_().-]{0,89}[A-Za-z0-9_()-]$/,
    allowed: '1 to 90 letters, digits, "_", "-", ".", "(" and ")", not ending in "."',
  },
  recoveryServicesVault: {
    abbreviation: "rsv",
    maxLength: 50,
    pattern: /^[A-Za-z][A-Za-z0-9-]{1,49}$/,
    allowed: '2 to 50 letters, digits and "-", starting with a letter',
  },
  backupVault: {
    abbreviation: "bvault",
    maxLength: 50,
    pattern: /^[-a-zA-Z0-9]{2,50}$/,
    allowed: '2 to 50 letters, digits and "-"',
  },
  backupVaultPolicy: {
    abbreviation: "bkpol",
    maxLength: 150,
    pattern: /^[-a-zA-Z0-9]{3,150}$/,
    allowed: '3 to 150 letters, digits and "-"',
  },
  virtualNetwork: {
    abbreviation: "vnet",
    maxLength: 64,
    pattern: /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}[A-Za-z0-9_]$/,
    allowed: '2 to 64 letters, digits, "_", "-" and ".", starting with a letter or digit',
  },
  subnet: {
    abbreviation: "snet",
    maxLength: 80,
    pattern: /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9_])?$/,
    allowed: '1 to 80 letters, digits, "_", "-" and ".", starting with a letter or digit',
  },
  storageAccount: {
    abbreviation: "st",
    maxLength: 24,
    pattern: /^[a-z0-9]{3,24}$/,
    allowed: "3 to 24 lower-case letters and digits",
  },
  automationAccount: {
    abbreviation: "aa",
    maxLength: 50,
    pattern: /^[A-Za-z0-9][A-Za-z0-9-]{4,48}[A-Za-z0-9]$/,
    allowed: '6 to 50 letters, digits and "-", starting and ending with a letter or digit',
  },
  automationRunbook: {
    abbreviation: "rb",
    maxLength: 63,
    pattern: /^[A-Za-z][A-Za-z0-9_-]{0,62}$/,
    allowed: '1 to 63 letters, digits, "_" and "-", starting with a letter',
  },
  recoveryPlan: {
    abbreviation: "rp",
    maxLength: 65,
    pattern: /^[A-Za-z][A-Za-z0-9-]{1,63}[A-Za-z0-9]$/,
    allowed: '3 to 65 letters, digits and "-", starting with a letter and not ending with "-"',
  },
  networkSecurityGroup: {
    abbreviation: "nsg",
    maxLength: 80,
    pattern: /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9_])?$/,
    allowed: '1 to 80 letters, digits, "_", "-" and ".", starting with a letter or digit',
  },
  publicIp: {
    abbreviation: "pip",
    maxLength: 80,
    pattern: /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9_])?$/,
    allowed: '1 to 80 letters, digits, "_", "-" and ".", starting with a letter or digit',
  },
  metricAlert: {
    abbreviation: "inma",
    maxLength: 260,
    pattern: /^(?!.*[ .]$)[^*#&+:<>?@%{}\\/]{1,260}$/,
    allowed: "1 to 260 characters, none of *#&+:<>?@%{}\\/, not ending in a blank or a dot",
  },
  actionGroup: {
    abbreviation: "ag",
    maxLength: 260,
    pattern: /^(?!.*[ .]$)[^:<>+/&%\\?\p{Cc}]{1,260}$/u,
    allowed: "1 to 260 characters, none of :<>+/&%\\?, not ending in a blank or a dot",
  },
  alertProcessingRule: {
    abbreviation: "apr",
    maxLength: 260,
    pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,259}$/,
    allowed: '1 to 260 letters, digits, "_" and "-", starting with a letter or digit',
  },
  budget: {
    abbreviation: "budget",
    maxLength: 63,
    pattern: /^[A-Za-z0-9_-]{1,63}$/,
    allowed: '1 to 63 letters, digits, "_" and "-"',
  },
  logWorkspace: {
    abbreviation: "log",
    maxLength: 63,
    pattern: /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/,
    allowed: '4 to 63 letters, digits and "-", starting and ending with a letter or digit',
  },
  logAlert: {
    abbreviation: "alert",
    maxLength: 260,
    pattern: /^[^*<>%{}&:\\?/#\p{Cc}]{0,259}[^*<>%{}&:\\?/#\p{Cc} .]$/u,
    allowed: '1 to 260 characters without *<>%{}&:\\?/#, not ending in " " or "."',
  },
  fileShare: {
    abbreviation: "share",
    maxLength: 63,
    pattern: /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/,
    allowed:
      '3 to 63 lower-case letters, digits and "-", which stands between letters or digits and never twice in a row',
  },
  privateEndpoint: {
    abbreviation: "pep",
    maxLength: 64,
    pattern: /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}[A-Za-z0-9_]$/,
    allowed: '2 to 64 letters, digits, "_", "-" and ".", starting with a letter or digit',
  },
  vmBackupPolicy: {
    abbreviation: "bkpol",
    maxLength: 150,
    pattern: /^[a-zA-Z][-_!a-zA-Z0-9]{2,149}$/,
    allowed: '3 to 150 letters, digits, "-", "_" and "!", starting with a letter',
  },
  workloadBackupPolicy: {
    abbreviation: "bkpol",
    maxLength: 150,
    pattern: /^[a-zA-Z][-a-zA-Z0-9]{2,149}$/,
    allowed: '3 to 150 letters, digits and "-", starting with a letter',
  },
} as const satisfies Record<string, NameRule>;

export type NamedResource = keyof typeof NAME_RULES;

/**
 * `rsv-contoso-backup-prod-australiaeast`: the abbreviation, then the parts. What is longer than Azure allows is cut, and
 * ends with a fingerprint of the whole instead.
 */
export function cafName(resource: NamedResource, ...parts: readonly (string | undefined)[]): string {
  const { abbreviation, maxLength } = NAME_RULES[resource];
  const name = [abbreviation, ...parts.filter(Boolean)].join("-");
  return name.length <= maxLength ? name : `${name.slice(0, maxLength - 7)}-${fingerprint(name)}`;
}

/** A storage account name: at most 24 characters, unique across Azure by a fingerprint of all its parts. */
export function storageAccountName(
  organisation: string,
  purpose: string,
  ...parts: readonly string[]
): string {
  const readable = `st${organisation}${purpose}`.toLowerCase().replace(/[^a-z0-9]/g, "");
  return `${readable.slice(0, 14)}${fingerprint([organisation, purpose, ...parts].join("/"), 10)}`;
}
