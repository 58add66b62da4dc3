#!/usr/bin/env node
import { runProgram } from "../core/command";
import { planGuard } from "./command";

runProgram(planGuard);
