// Reads a server with node-opcua: node opcua_client.cjs FOLDER_OF_NODE_MODULES WORK_FOLDER ENDPOINT READ_NODE OBJECT METHOD WAIT_NODE
// Connects with Basic256Sha256, signed and encrypted, reads READ_NODE, calls METHOD of OBJECT with (text, text, false), then waits by
// subscription until the number in WAIT_NODE has grown twice. Prints one JSON line.
"use strict";
const [, , modules, work, endpoint, readNode, object, method, waitNode] = process.argv;
const path = require("path");
const opcua = require(path.join(modules, "node-opcua"));

async function main() {
  const certificates = new opcua.OPCUACertificateManager({
    rootFolder: path.join(work, "pki"),
    automaticallyAcceptUnknownCertificate: true,
  });
  await certificates.initialize();
  const client = opcua.OPCUAClient.create({
    endpointMustExist: false,
    securityMode: opcua.MessageSecurityMode.SignAndEncrypt,
    securityPolicy: opcua.SecurityPolicy.Basic256Sha256,
    clientCertificateManager: certificates,
    connectionStrategy: { maxRetry: 1, initialDelay: 200, maxDelay: 500 },
  });
  await client.connect(endpoint);
  const session = await client.createSession();
  const first = await session.read({ nodeId: readNode, attributeId: opcua.AttributeIds.Value });
  const called = await session.call({
    objectId: object,
    methodId: method,
    inputArguments: [
      new opcua.Variant({ dataType: opcua.DataType.String, value: "run" }),
      new opcua.Variant({ dataType: opcua.DataType.String, value: "copolymer.iCIRTemplate" }),
      new opcua.Variant({ dataType: opcua.DataType.Boolean, value: false }),
    ],
  });
  const subscription = opcua.ClientSubscription.create(session, {
    requestedPublishingInterval: 100,
    requestedLifetimeCount: 100,
    requestedMaxKeepAliveCount: 10,
    maxNotificationsPerPublish: 100,
    publishingEnabled: true,
    priority: 1,
  });
  const seen = await new Promise((resolve, reject) => {
    const numbers = [];
    const timer = setTimeout(() => reject(new Error("nothing came in 20 s: " + numbers)), 20000);
    const item = opcua.ClientMonitoredItem.create(
      subscription,
      { nodeId: waitNode, attributeId: opcua.AttributeIds.Value },
      { samplingInterval: 100, discardOldest: true, queueSize: 10 },
      opcua.TimestampsToReturn.Both,
    );
    item.on("changed", (value) => {
      numbers.push(value.value.value);
      if (numbers.length >= 3) {
        clearTimeout(timer);
        resolve(numbers);
      }
    });
  });
  await subscription.terminate();
  await session.close();
  await client.disconnect();
  console.log(
    JSON.stringify({
      status: first.statusCode.name,
      value: first.value.value,
      called: called.statusCode.name,
      seen,
    }),
  );
}

main().then(
  () => process.exit(0),
  (failure) => {
    console.error(String(failure.message || failure).split("\n")[0]);
    process.exit(1);
  },
);
