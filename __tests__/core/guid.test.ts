import { GUID, guidOf } from "../../lib/core/guid";

describe("the GUID that stands for a text", () => {
  test("is one of version 5, in lower case, which azurerm asks of workbooks", () => {
    expect(guidOf("a")).toMatch(GUID);
    expect(guidOf("a")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("is the same for ever, since another name is another resource", () => {
    expect(guidOf("a")).toBe("897634a8-eb67-5c06-96b5-e050f10cd659");
    expect(guidOf("A")).not.toBe(guidOf("a"));
  });
});
