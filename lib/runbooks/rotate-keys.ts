import { escaped } from "../core/markdown";
import type { ProtectedEstate } from "./protected-estate";
import type { Block, Need, Runbook, RunbookKind, Step } from "./runbook";
import { assignments, command, IN_VAULT, need, toFillIn } from "./shell";
import type { KeyFacts, VaultFacts } from "./vault-facts";

/** Rotating the keys that vaults are encrypted with. */
export const ROTATE_KEYS: RunbookKind = {
  file: "rotate-keys.md",
  title: "Rotate keys",
  about: "a key that a vault is encrypted with is due, or may be known to somebody",
  missing: (estate) =>
    keyed(estate).length > 0
      ? undefined
      : "no vault of the program has a key of yours: Microsoft rotates its own",
  write: rotateKeys,
};

interface KeyedVault extends VaultFacts {
  readonly key: KeyFacts;
}

function keyed({ vaults }: ProtectedEstate): readonly KeyedVault[] {
  return vaults.filter((vault): vault is KeyedVault => vault.key !== undefined);
}

/** The parts of `https://NAME.vault.azure.net/keys/KEY/VERSION`. */
function keyParts(keyId: string) {
  const [, keyVault, key, version] =
    /^https:\/\/([^./]+)\.[^/]+\/keys\/([^/]+)(?:\/(\w+))?/.exec(keyId) ?? [];
  return { keyVault, key, version };
}

function rotateKeys(estate: ProtectedEstate): Runbook {
  const vaults = keyed(estate);
  const fixed = vaults.filter(({ key }) => keyParts(key.keyId).version !== undefined);
  return {
    when: [
      "The key is due by your rules, or somebody may know it. Never delete or disable a key, or a version, that a vault still uses: its backups could be neither made nor restored.",
    ],
    who: WHO,
    time: [
      "The new version takes effect within an hour. The old one stays enabled for one backup job of every item after that: a day, or as long as the rarest backup takes to come.",
    ],
    steps: steps(vaults, fixed),
    worked: WORKED,
    undo: UNDO,
    record: RECORD,
    sources: ["Encrypt backup data by using customer-managed keys"],
  };
}

const WHO: readonly Need[] = [
  { role: "Backup Contributor", at: "the vault" },
  {
    role: "Reader",
    at: "the key vault; and there a role that may rotate keys, which is the security team's to give",
  },
];

function steps(vaults: readonly KeyedVault[], fixed: readonly KeyedVault[]): readonly Step[] {
  return [
    {
      title: "Choose the vault, and its key",
      blocks: vaults.map(keyBlock),
    },
    rotate(),
    ...(fixed.length > 0 ? [pointTo(fixed)] : []),
    {
      title: "Wait for a backup of every item",
      blocks: [
        {
          lines: [
            command(
              `az backup job list ${IN_VAULT} --operation Backup --status Completed`,
              '--query "[].{item: properties.entityFriendlyName, ended: properties.endTime}" --output table',
            ),
          ],
        },
      ],
    },
    disableOld(),
  ];
}

const WORKED: readonly Step[] = [
  {
    title: "The vault names the key, its last update succeeded, and backups and a test restore work.",
    blocks: [{ lines: [`az backup vault encryption show --resource-group "$VAULT_GROUP" --name "$VAULT"`] }],
  },
];

const UNDO: readonly Step[] = [
  {
    title:
      "Enable the old version again. Encryption with a key of yours cannot be given up for a vault, whatever happens.",
    blocks: [
      {
        lines: [
          'az keyvault key set-attributes --vault-name "$KEY_VAULT" --name "$KEY" --version "$OLD_VERSION" --enabled true',
        ],
      },
    ],
  },
];

const RECORD: readonly string[] = [
  "the versions before and after, and when each was enabled and disabled",
  "why it was rotated, and who asked for it",
];

function keyBlock(vault: KeyedVault): Block {
  const { keyVault, key, version } = keyParts(vault.key.keyId);
  return {
    for: `${vault.title}: ${vault.key.keyId}${version ? "" : ", which follows the key's newest version"}`,
    lines: [
      ...assignments(
        ["SUBSCRIPTION", vault.subscriptionId],
        ["VAULT", vault.name],
        ["VAULT_GROUP", vault.resourceGroup],
        ["KEY_VAULT", keyVault, "the name of the key vault"],
        ["KEY", key, "the name of the key"],
        ["IDENTITY", vault.key.identityId, "the id of the identity that opens the key"],
      ),
      'az account set --subscription "$SUBSCRIPTION"',
    ],
  };
}

function rotate(): Step {
  return {
    title: "Make a new version of the key",
    text: ["Note which version is in use now: the first line lists them."],
    blocks: [
      {
        lines: [
          'az keyvault key list-versions --vault-name "$KEY_VAULT" --name "$KEY" --query "[].{version: kid, made: attributes.created, enabled: attributes.enabled}" --output table',
          'az keyvault key rotate --vault-name "$KEY_VAULT" --name "$KEY" --query key.kid --output tsv',
        ],
      },
    ],
  };
}

function pointTo(fixed: readonly KeyedVault[]): Step {
  return {
    title: "Point the vault to the new version",
    text: [
      `Only for ${fixed.map(({ title }) => escaped(title)).join(", ")}, whose key is named with its version. Change the program (\`keyId\`) as well, better to the key without a version: else the next apply goes back.`,
    ],
    blocks: [
      {
        lines: [
          toFillIn("NEW_KEY_ID", "what the rotation printed"),
          need("NEW_KEY_ID"),
          command(
            'az backup vault encryption update --resource-group "$VAULT_GROUP" --name "$VAULT"',
            '--encryption-key-id "$NEW_KEY_ID" --mi-user-assigned "$IDENTITY"',
          ),
        ],
      },
    ],
  };
}

function disableOld(): Step {
  return {
    title: "Disable the old version",
    blocks: [
      {
        lines: [
          toFillIn("OLD_VERSION", "the version that was in use: the last part of its id"),
          need("OLD_VERSION"),
          'az keyvault key set-attributes --vault-name "$KEY_VAULT" --name "$KEY" --version "$OLD_VERSION" --enabled false',
        ],
      },
    ],
  };
}
