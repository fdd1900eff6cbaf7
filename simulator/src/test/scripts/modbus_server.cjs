// A Modbus server by modbus-serial: node modbus_server.cjs FOLDER_OF_NODE_MODULES PORT [ADDRESS=VALUE]...
// Serves Modbus TCP for unit 1 as modbus_server.py does. Prints "ready" when it listens; ends when it is killed.
"use strict";
const path = require("path");
const [, , modules, port, ...given] = process.argv;
const ModbusRTU = require(path.join(modules, "modbus-serial"));

const words = new Array(1000).fill(0);
for (const one of given) {
  const [address, value] = one.split("=");
  words[Number(address)] = Number(value) & 0xffff;
}
const server = new ModbusRTU.ServerTCP(
  {
    getInputRegister: (address) => words[address],
    getHoldingRegister: (address) => words[address],
    setRegister: (address, value) => {
      words[address] = value;
    },
  },
  { host: "127.0.0.1", port: Number(port), debug: false, unitID: 1 },
);
server.on("initialized", () => console.log("ready"));
server.on("socketError", () => {});
