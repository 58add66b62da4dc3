import * as v from "valibot";
import { brief } from "./cell-checks";

/** What the library reads of the rows, as Azure Resource Manager shapes them; everything else may be there too. */
const text = v.pipe(v.string(), v.nonEmpty());
const tags = v.nullish(v.record(v.string(), v.nullish(v.string())));
const zones = v.nullish(v.array(v.string()));
const reference = v.object({ id: text });
/** GiB, as Azure sells them: an Ultra disk has 65,536 at most (Microsoft Learn, "Azure managed disk types"). */
const MAX_SIZE = 65_536;
const size = v.nullish(
  v.pipe(
    v.number(),
    v.check((gib) => Number.isInteger(gib) && gib >= 1 && gib <= MAX_SIZE, "must be 1 to 65,536 whole GiB"),
  ),
);

const row = { id: text, name: text, location: text, tags, zones };

const managedDisk = v.nullish(
  v.object({ id: v.nullish(v.string()), storageAccountType: v.nullish(v.string()) }),
);

const osDisk = v.object({
  osType: v.nullish(v.string()),
  name: v.nullish(v.string()),
  diskSizeGB: size,
  managedDisk,
  diffDiskSettings: v.nullish(v.object({ option: v.nullish(v.string()) })),
  writeAcceleratorEnabled: v.nullish(v.boolean()),
});

const dataDisk = v.object({
  lun: v.pipe(v.number(), v.integer(), v.minValue(0)),
  name: v.nullish(v.string()),
  diskSizeGB: size,
  managedDisk,
  writeAcceleratorEnabled: v.nullish(v.boolean()),
});

const image = v.object({
  publisher: v.nullish(v.string()),
  offer: v.nullish(v.string()),
  sku: v.nullish(v.string()),
  id: v.nullish(v.string()),
});

export const VmRow = v.object({
  ...row,
  properties: v.object({
    hardwareProfile: v.nullish(v.object({ vmSize: v.nullish(v.string()) })),
    storageProfile: v.object({
      imageReference: v.nullish(image),
      osDisk,
      dataDisks: v.nullish(v.array(dataDisk)),
    }),
    networkProfile: v.nullish(v.object({ networkInterfaces: v.nullish(v.array(reference)) })),
    securityProfile: v.nullish(v.object({ securityType: v.nullish(v.string()) })),
    virtualMachineScaleSet: v.nullish(reference),
    extended: v.nullish(
      v.object({
        instanceView: v.nullish(
          v.object({ powerState: v.nullish(v.object({ code: v.nullish(v.string()) })) }),
        ),
      }),
    ),
  }),
});
export type VmRow = v.InferOutput<typeof VmRow>;

export const DiskRow = v.object({
  ...row,
  sku: v.nullish(v.object({ name: v.nullish(v.string()) })),
  properties: v.object({
    diskSizeGB: size,
    maxShares: v.nullish(v.number()),
  }),
});
export type DiskRow = v.InferOutput<typeof DiskRow>;

export const NicRow = v.object({
  ...row,
  properties: v.object({
    ipConfigurations: v.nullish(
      v.array(
        v.object({
          name: v.nullish(v.string()),
          properties: v.nullish(
            v.object({
              primary: v.nullish(v.boolean()),
              privateIPAddress: v.nullish(v.string()),
              subnet: v.nullish(reference),
            }),
          ),
        }),
      ),
    ),
  }),
});
export type NicRow = v.InferOutput<typeof NicRow>;

/** The one thing that every row must say before the others are looked at. */
export const AnyRow = v.object({ id: text, type: text });

/** What is wrong with a row, one sentence for each field. */
export function issuesOf(schema: v.GenericSchema, value: unknown): readonly string[] {
  const result = v.safeParse(schema, value);
  return result.success ? [] : result.issues.map(describeIssue);
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  const received = brief(issue.received);
  if (!path) return `the row must be an object, got ${received}`;
  if (issue.received === "undefined") return `${path} is missing`;
  if (issue.type === "check") return `${path} ${issue.message}, got ${received}`;
  if (issue.type === "integer") return `${path} must be a whole number, got ${received}`;
  if (issue.type === "non_empty") return `${path} must not be empty`;
  return `${path} must be ${expectation(issue.expected)}, got ${received}`;
}

/** "(Object | null | undefined)" in words: "an object". */
function expectation(expected: string | null): string {
  const type =
    (expected ?? "value")
      .replace(/^\((.*)\)$/, "$1")
      .split(" | ")[0]
      ?.toLowerCase() ?? "value";
  if (type.startsWith(">=")) return `${type.slice(2)} or more`;
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}
