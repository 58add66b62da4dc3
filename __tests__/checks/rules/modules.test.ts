import { SynthesizedApp } from "../../../lib";
import { RULES } from "../../../lib/checks/rules";
import { resilienceMatchers } from "../../../lib/testing";
import { judgedApp } from "../../support/judged";
import { SUBSCRIPTION } from "../../support/synthesise";
import { vm as machine } from "../../support/vms";

expect.extend(resilienceMatchers);

type Json = Record<string, unknown>;
const vm = machine();
const VAULT = "azurerm_recovery_services_vault";
const VM = "azurerm_linux_virtual_machine";
const promise = { vmId: vm.id, name: vm.name, tier: "Gold", rpoMinutes: 1, rtoMinutes: 1, replicated: true };

const appWith = (module: object) =>
  SynthesizedApp.fromJson({
    test: {
      provider: { azurerm: [{ subscription_id: SUBSCRIPTION }] },
      module: { M: { source: "./backup", ...module } },
      resource: {
        [VAULT]: { V: { name: "rsv", resource_group_name: "rg", location: "eastus" } },
        [VM]: { W: { name: "w", resource_group_name: "rg" } },
      },
    },
  } as never);
const say = (id: string, module: object, context: Json = {}) => {
  const rule = RULES.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return judgedApp(rule, appWith(module), context);
};
const OPEN = "unknown, only Terraform knows what test/module.M does with it";

describe("what a module is given may be protected by it", () => {
  test.each([
    ["vm-backup", { vm_id: `\${${VM}.W.id}` }, "W"],
    ["vm-backup", { vms: { web: [`\${${VM}.W.id}`] } }, "W"],
    ["vm-backup", { text: `the VM \${${VM}.W.name} of us` }, "W"],
    ["vault-not-empty", { vault_name: `\${${VAULT}.V.name}` }, "V"],
    ["vault-lock", { scope: `\${${VAULT}.V.id}` }, "V"],
    ["vault-resource-guard", { vault: { id: `\${${VAULT}.V.id}` } }, "V"],
    ["vault-private-endpoint", { resource: `\${${VAULT}.V.id}` }, "V"],
    ["vault-diagnostics", { target: `\${${VAULT}.V.id}` }, "V"],
  ])("%s: %j", (rule, module, subject) => {
    expect(say(rule, module)).toEqual([`${subject}: ${OPEN}`]);
  });

  test("a VM of the inventory by its id, in any letter case", () => {
    const module = { vm_ids: [vm.id.toUpperCase()] };
    const verdict = (id: string) => say(id, module, { vms: [{ vm, promise }] })[0];
    expect(verdict("vm-backup")).toBe(`vm1: ${OPEN}`);
    expect(verdict("vm-replication")).toBe(`vm1: ${OPEN}`);
    expect(() => expect(appWith(module)).toBackUpEveryVm([vm])).toThrow(
      "vm1: only Terraform knows what test/module.M does with it",
    );
  });
});

describe("what no module is given is protected by none", () => {
  test.each([
    ["vm-backup", { location: "${var.location}", vm_id: `${vm.id}0` }],
    ["vm-backup", { vm_id: `\${${VM}.W.id}`, count: 0 }],
    ["vault-not-empty", { location: "${var.location}", group: "rg" }],
    ["vault-lock", { scope: `\${${VM}.W.id}` }],
  ])("%s: %j", (rule, module) => {
    expect(say(rule, module)).toEqual([expect.stringMatching(/^[VW]: fail/)]);
  });
});
