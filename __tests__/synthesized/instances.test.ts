import { SynthesizedApp } from "../../lib";
import { instancesOf } from "../../lib/synthesized/instances";

const ofOne = (config: object) =>
  SynthesizedApp.fromJson({ s: { resource: { azurerm_resource_group: { G: { name: "rg", ...config } } } } });

describe("how many instances of a resource there are", () => {
  test.each([
    [{}, "some"],
    [{ count: null, for_each: null }, "some"],
    [{ count: 0 }, "none"],
    [{ count: "0" }, "none"],
    [{ count: "${0}" }, "none"],
    [{ count: 2 }, "some"],
    [{ count: "${var.on ? 1 : 0}" }, "unknown"],
    [{ count: "${length(var.vms)}" }, "unknown"],
    [{ for_each: {} }, "none"],
    [{ for_each: [] }, "none"],
    [{ for_each: "${toset([])}" }, "none"],
    [{ for_each: "${toset([ ])}" }, "none"],
    [{ for_each: "${{}}" }, "none"],
    [{ for_each: { a: {} } }, "some"],
    [{ for_each: '${toset(["a"])}' }, "some"],
    [{ for_each: "${var.vms}" }, "unknown"],
    [{ for_each: "${toset(var.vms)}" }, "unknown"],
  ])("%j: %s", (config, said) => {
    const [group] = ofOne(config).stacks.flatMap(({ resources }) => resources);
    expect(group && instancesOf(group)).toBe(said);
  });

  test("none is no resource of the app, though its address can be looked up", () => {
    const app = ofOne({ count: 0 });
    expect([app.resources, app.ofType("azurerm_resource_group")]).toEqual([[], []]);
    expect(app.stacks[0]?.find("azurerm_resource_group.G")?.name).toBe("G");
    expect(ofOne({ count: 1 }).ofType("azurerm_resource_group")).toHaveLength(1);
  });
});
