#!/usr/bin/env node
import { runProgram } from "../core/command";
import { resilienceStacks } from "./command";

runProgram(resilienceStacks);
