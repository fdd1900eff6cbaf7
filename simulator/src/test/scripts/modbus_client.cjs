// Speaks to a Modbus device with modbus-serial: node modbus_client.cjs FOLDER_OF_NODE_MODULES tcp|rtu-over-tcp|serial PLACE UNIT STEP...
// The steps and what is printed are those of modbus_client.py.
"use strict";
const path = require("path");
const [, , modules, kind, place, unit, ...steps] = process.argv;
const ModbusRTU = require(path.join(modules, "modbus-serial"));

async function main() {
  const client = new ModbusRTU();
  if (kind === "serial") {
    await client.connectRTUBuffered(place, { baudRate: 9600 });
  } else if (kind === "rtu-over-tcp") {
    // What it calls telnet is RTU over TCP, bare; its "TcpRTUBuffered" expects the header of Modbus TCP.
    await client.connectTelnet("127.0.0.1", { port: Number(place) });
  } else {
    await client.connectTCP("127.0.0.1", { port: Number(place) });
  }
  client.setID(Number(unit));
  client.setTimeout(3000);
  for (const step of steps) {
    const [what, address, rest] = step.split(":");
    try {
      if (what === "r4") {
        console.log((await client.readInputRegisters(Number(address), Number(rest))).data.join(" "));
      } else if (what === "r3") {
        console.log((await client.readHoldingRegisters(Number(address), Number(rest))).data.join(" "));
      } else if (what === "w6") {
        await client.writeRegister(Number(address), Number(rest));
        console.log("written");
      } else {
        await client.writeRegisters(Number(address), rest.split(",").map(Number));
        console.log("written");
      }
    } catch (failure) {
      console.log(failure.modbusCode ? "exception " + failure.modbusCode : "no reply: " + failure.message);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await new Promise((resolve) => client.close(resolve));
  process.exit(0);
}

main().catch((failure) => {
  console.error(failure.message);
  process.exit(1);
});
