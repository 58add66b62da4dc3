import { TerraformVariable } from "cdktf";
import { synthesise } from "../support/synthesise";
import { vm } from "../support/vms";
import { PROTECTED, policyIn } from "./define-protection";

test("a vault whose region only Terraform will know takes VMs of any region", () => {
  const found = synthesise((stack) => {
    const region = new TerraformVariable(stack, "region", {}).stringValue;
    policyIn(stack, { vault: { region } }).protect(vm());
  });
  expect(found.only(PROTECTED).source_vm_id).toContain("/virtualMachines/vm1");
});
