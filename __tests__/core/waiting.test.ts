import { waitingFor } from "../../lib/core/waiting";
import { resourceGroup, synthesise } from "../support/synthesise";

describe("a resource that waits for others", () => {
  test("has one text for each, however many wait: cdktf makes one for each pair of them", () => {
    synthesise((stack) => {
      const [one, two] = ["One", "Two"].map((id) => resourceGroup(stack, "westeurope", id));
      if (!one || !two) throw new Error("no groups");
      expect(waitingFor([one, two])).toEqual(waitingFor([one, two]));
      expect(new Set(waitingFor([one, two, one])).size).toBe(2);
    });
  });

  test("names the address that the other has in the end", () => {
    const found = synthesise((stack) => {
      const before = resourceGroup(stack, "westeurope", "Before");
      resourceGroup(stack, "westeurope", "After").dependsOn = waitingFor([before]);
      before.overrideLogicalId("renamed");
    });
    expect(found.all("azurerm_resource_group").After?.depends_on).toEqual(["azurerm_resource_group.renamed"]);
  });
});
