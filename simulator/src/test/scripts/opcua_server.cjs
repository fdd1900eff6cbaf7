// A server by node-opcua that stands for the bath of plc-bath.yaml: node opcua_server.cjs FOLDER_OF_NODE_MODULES WORK_FOLDER PORT MODE
// MODE: accept (takes every client) or refuse (trusts no client). Prints "ready CERTIFICATE_FILE" when it listens; ends with its standard input.
"use strict";
const [, , modules, work, port, mode] = process.argv;
const path = require("path");
const opcua = require(path.join(modules, "node-opcua"));

async function main() {
  const certificates = new opcua.OPCUACertificateManager({
    rootFolder: path.join(work, "pki"),
    automaticallyAcceptUnknownCertificate: mode === "accept",
  });
  await certificates.initialize();
  const server = new opcua.OPCUAServer({
    port: Number(port),
    resourcePath: "",
    hostname: "127.0.0.1",
    serverCertificateManager: certificates,
    securityPolicies: [opcua.SecurityPolicy.Basic256Sha256],
    securityModes: [opcua.MessageSecurityMode.SignAndEncrypt],
    disableDiscovery: false,
    buildInfo: { productName: "bath", buildNumber: "1", buildDate: new Date(0) },
  });
  await server.initialize();
  const space = server.engine.addressSpace;
  const own = space.registerNamespace("urn:weir:test:bath");
  if (own.index !== 2) {
    throw new Error("the namespace's index is " + own.index + ", wanted 2");
  }
  const bath = own.addObject({
    nodeId: "s=Bath1",
    organizedBy: space.rootFolder.objects,
    browseName: "Bath1",
  });
  const held = { setpoint: 200, heating: false, kelvin: 293.15 };
  own.addVariable({
    componentOf: bath, nodeId: "s=Bath1.Model", browseName: "Model", dataType: "String",
    value: { get: () => new opcua.Variant({ dataType: opcua.DataType.String, value: "B-7" }) },
  });
  const temperature = own.addVariable({
    componentOf: bath, nodeId: "s=Bath1.Temperature", browseName: "Temperature", dataType: "Float",
  });
  const show = () => {
    const wanted = held.heating ? held.setpoint / 10 + 273.15 : 293.15;
    held.kelvin += (wanted - held.kelvin) * 0.1;
    temperature.setValueFromSource({ dataType: opcua.DataType.Float, value: held.kelvin });
  };
  show();
  const timer = setInterval(show, 200);
  own.addVariable({
    componentOf: bath, nodeId: "s=Bath1.Setpoint", browseName: "Setpoint", dataType: "Int16",
    value: {
      get: () => new opcua.Variant({ dataType: opcua.DataType.Int16, value: held.setpoint }),
      set: (variant) => {
        held.setpoint = variant.value;
        return opcua.StatusCodes.Good;
      },
    },
  });
  own.addVariable({
    componentOf: bath, nodeId: "s=Bath1.Heating", browseName: "Heating", dataType: "Boolean",
    value: {
      get: () => new opcua.Variant({ dataType: opcua.DataType.Boolean, value: held.heating }),
      set: (variant) => {
        held.heating = variant.value;
        return opcua.StatusCodes.Good;
      },
    },
  });
  const off = own.addMethod(bath, { nodeId: "s=Bath1.Off", browseName: "Off", inputArguments: [], outputArguments: [] });
  off.bindMethod((_inputs, _context, callback) => {
    held.heating = false;
    callback(null, { statusCode: opcua.StatusCodes.Good, outputArguments: [] });
  });
  await server.start();
  console.log("ready " + server.certificateFile);
  process.stdin.resume();
  process.stdin.on("end", async () => {
    clearInterval(timer);
    await server.shutdown(0);
    process.exit(0);
  });
}

main().catch((failure) => {
  console.error(String(failure.message || failure).split("\n")[0]);
  process.exit(1);
});
