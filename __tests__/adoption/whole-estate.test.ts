import fc from "fast-check";
import { adoptExisting } from "../../lib";
import { existing, itemRow, policyRow, vaultRow } from "../support/existing";
import { vmRows } from "../support/rows";
import { estate, everything, resources, run } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import { adopted, imports } from "./define-estate";

describe("an estate", () => {
  const tags = { Criticality: "Bronze" };
  const rows = [...vmRows("vm1", { tags }), ...vmRows("vm2", { tags })];

  /** The estate's own names, read off a run without adoption. */
  const made = () => {
    const { stacks } = run(estate(rows, (e) => everything(e)));
    const [id = "", stack] = Object.entries(stacks).find(([name]) => name.startsWith("backup-")) ?? [];
    const vault = Object.values(resources(stack, "azurerm_recovery_services_vault"))[0];
    const group = Object.values(resources(stack, "azurerm_resource_group"))[0];
    return { id, vault: String(vault?.name), group: String(group?.name) };
  };

  test("is adopted by one line at the end, whatever stacks it has", () => {
    const { id, vault, group } = made();
    const vaultId = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}/providers/Microsoft.RecoveryServices/vaults/${vault}`;
    const theirs = existing(
      vaultRow({}, { id: vaultId, name: vault }),
      itemRow("vm1", { policyId: "" }, { vault: vaultId }),
      itemRow("vm9", {}, { vault: vaultId }),
    );
    const { stacks, summary } = run((app) => {
      estate(rows, (e) => everything(e))(app);
      adoptExisting(app, theirs);
    });
    const blocks = stacks[id]?.import as { to: string; id: string }[];

    expect(blocks.map(({ to }) => to.split(".")[0])).toEqual([
      "azurerm_backup_protected_vm",
      "azurerm_recovery_services_vault",
      "azurerm_resource_group",
    ]);
    expect(summary).toContain("protected in the portal by policy Gold in vault");
  });
});

/** The text with the letters in upper case whose bit is set. */
const cased = (text: string, bits: readonly boolean[]) =>
  [...text].map((c, i) => (bits[i % bits.length] ? c.toUpperCase() : c.toLowerCase())).join("");

test("in any letter case of the export's ids, the same is imported by ids that azurerm reads", () => {
  const rows = [vaultRow(), policyRow("Gold"), itemRow("vm1")];
  const plain = imports(adopted(existing(...rows)));

  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }), (bits) => {
      const odd = rows.map((row) => ({ ...row, id: cased(String(row.id), bits) }));
      const found = imports(adopted(existing(...odd)));
      for (const [to, id] of Object.entries(plain)) {
        const [vault = "", names = ""] = String(found[to]).split("/protectionContainers/");
        expect(vault).toBe(id.split("/protectionContainers/")[0]);
        expect(names.toLowerCase()).toBe((id.split("/protectionContainers/")[1] ?? "").toLowerCase());
        expect(names).toMatch(/^$|\/protectedItems\//);
      }
      expect(Object.keys(found)).toEqual(Object.keys(plain));
    }),
    { numRuns: 25 },
  );
});
