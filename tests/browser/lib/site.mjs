// Starts sites to look at: the program over a folder of documents, on a free port, with an index and a register of its own.
import { spawn, execFile } from "node:child_process";
import { cp, mkdtemp, mkdir, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The project's folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
/** The program under test: `TIAOLI`, or what cargo builds in release mode. */
export const program = process.env.TIAOLI || join(root, process.env.CARGO_TARGET_DIR || "target", "release/tiaoli");

/**
 * A site over a copy of the documents of the repository.
 *
 * `empty` serves no documents; `editor` names somebody who may edit with a token only (the site then listens for
 * other machines too, since on this machine anybody may edit).
 */
export async function startSite({ empty = false, editor = null } = {}) {
  if (!existsSync(program)) throw new Error(`${program} is missing; build it with: cargo build --release`);
  const folder = await mkdtemp(join(tmpdir(), "tiaoli-browser-"));
  const corpus = join(folder, "corpus");
  if (empty) await mkdir(corpus);
  else await cp(join(root, "corpus"), corpus, { recursive: true });
  const where = ["--corpus", corpus, "--index", join(folder, "index")];
  const args = ["serve", "--addr", editor ? "0.0.0.0:0" : "127.0.0.1:0", ...where, "--register", join(folder, "decisions.db")];
  if (editor) args.push("--editor", `${editor.name}=env:TIAOLI_TEST_TOKEN`);
  const child = spawn(program, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, TIAOLI_TEST_TOKEN: editor?.token ?? "" },
  });
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGKILL");
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  let said = "";
  const port = await new Promise((found, failed) => {
    const hear = (bytes) => {
      said += bytes;
      const address = said.match(/https?:\/\/[^\s:/]+:(\d+)/);
      if (address) found(address[1]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => failed(new Error(`tiaoli serve ended with ${code}: ${said}`)));
    setTimeout(() => failed(new Error(`tiaoli serve named no address in 60 s: ${said}`)), 60_000).unref();
  }).catch(async (error) => { await stop(); throw error; });
  return {
    url: `http://127.0.0.1:${port}`,
    corpus,
    stop,
    /** Reads the documents again, as after a change; the running site shows them by itself. */
    ingest: () => promisify(execFile)(program, ["ingest", ...where], { cwd: root }),
  };
}
