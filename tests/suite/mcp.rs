//! The Model Context Protocol on standard input and output: a whole session with the program, as an assistant has it.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::support::{CORPUS, write};

/// A client of a server that ends with the test.
struct Client {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    asked: u64,
}

impl Client {
    /// Starts the program over a corpus, and shakes hands.
    fn start(corpus: &Path, index: &Path) -> Client {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tiaoli"))
            .arg("--corpus")
            .arg(corpus)
            .arg("--index")
            .arg(index)
            .arg("mcp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let mut client = Client { child, input, output, asked: 0 };
        let hello = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "suite", "version": "1" } });
        let told = client.ask("initialize", hello)["result"].clone();
        assert_eq!(told["protocolVersion"], "2025-06-18");
        assert_eq!(told["serverInfo"]["name"], "tiaoli");
        let instructions = told["instructions"].as_str().unwrap();
        assert!(instructions.contains("text_sha256") && instructions.contains("如何引用"), "{instructions}");
        client.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }).to_string());
        client
    }

    fn real() -> (TempDir, Client) {
        let dir = TempDir::new().unwrap();
        let client = Client::start(Path::new("corpus"), &dir.path().join("index"));
        (dir, client)
    }

    fn send(&mut self, line: &str) {
        let input = self.input.as_mut().unwrap();
        writeln!(input, "{line}").unwrap();
        input.flush().unwrap();
    }

    /// The next message; every line of the output must be one.
    fn read(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        let message: Value = serde_json::from_str(&line).unwrap_or_else(|e| panic!("{e}: {line:?}"));
        assert_eq!(message["jsonrpc"], "2.0");
        message
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let request = json!({ "jsonrpc": "2.0", "id": self.asked, "method": method, "params": params });
        self.send(&request.to_string());
        let answer = self.read();
        assert_eq!(answer["id"], self.asked, "{answer}");
        answer
    }

    /// What a tool answers; it must fit, and the text must say the same as the structure.
    fn call(&mut self, tool: &str, arguments: Value) -> Value {
        let answer = self.ask("tools/call", json!({ "name": tool, "arguments": arguments }))["result"].clone();
        assert_eq!(answer["isError"], false, "{tool} {arguments}: {answer}");
        let text: Value = serde_json::from_str(answer["content"][0]["text"].as_str().unwrap()).unwrap();
        assert_eq!(text, answer["structuredContent"]);
        text
    }

    /// Why a tool gives no answer, and what it says to do next.
    fn refused(&mut self, tool: &str, arguments: Value) -> String {
        let answer = self.ask("tools/call", json!({ "name": tool, "arguments": arguments }))["result"].clone();
        assert_eq!(answer["isError"], true, "{tool} {arguments}: {answer}");
        assert!(answer.get("structuredContent").is_none_or(Value::is_null));
        let text = answer["content"][0]["text"].as_str().unwrap().to_owned();
        assert!(text.contains("\nNext: "), "{text}");
        text
    }

    /// Closes the input; exit code, the rest of the output, the messages.
    fn end(mut self) -> (i32, String, String) {
        drop(self.input.take());
        let (mut rest, mut messages) = (String::new(), String::new());
        self.output.read_to_string(&mut rest).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut messages).unwrap();
        (self.child.wait().unwrap().code().unwrap(), rest, messages)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// Holds a passage against the corpus: words, hash of the words, hash of the file.
fn holds(passage: &Value) {
    let text = |field: &str| passage[field].as_str().unwrap_or_else(|| panic!("{field}: {passage}")).to_owned();
    let parsed = CORPUS.iter().find(|p| p.document.id.as_str() == text("policy")).unwrap();
    let clause = parsed.clause(&text("address").parse().unwrap()).unwrap();
    assert_eq!(text("text_sha256"), sha256(clause.text.as_bytes()));
    let words: String = clause.text.chars().skip(passage["text_from"].as_u64().unwrap() as usize).collect();
    match passage["text_cut"].as_bool().unwrap() {
        true => assert!(words.starts_with(&text("text")) || passage["text_from"] != 0, "{passage}"),
        false => assert_eq!(text("text"), clause.text),
    }
    assert_eq!(text("file_sha256"), sha256(&std::fs::read(format!("corpus/{}", text("file"))).unwrap()));
    assert_eq!(passage["text_status"] == "digest", passage["citation"].is_null(), "{passage}");
    assert!(passage["standing"]["state"].is_string());
}

#[test]
fn a_session_gives_words_that_are_those_of_the_corpus() {
    let (_dir, mut client) = Client::real();
    let tools = client.ask("tools/list", json!({}))["result"]["tools"].clone();
    let names: Vec<&str> = tools.as_array().unwrap().iter().map(|t| t["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["search", "get_clause", "compare", "resolve", "check"]);
    for tool in tools.as_array().unwrap() {
        assert!(tool["inputSchema"]["properties"].is_object() && tool["outputSchema"]["properties"].is_object(), "{tool}");
        assert_eq!(tool["annotations"]["readOnlyHint"], true);
    }

    let found = client.call("search", json!({ "query": "创新中心 補助", "limit": 3 }));
    assert_eq!(found["hits"].as_array().unwrap().len(), 3);
    found["hits"].as_array().unwrap().iter().for_each(holds);
    let more = found["page"]["more"].as_str().unwrap();
    assert!(more.ends_with("page: 2"), "{more}");
    let second = client.call("search", json!({ "query": "创新中心 補助", "limit": 3, "page": 2 }));
    assert_ne!(found["hits"][0]["address"], second["hits"][0]["address"]);
    // One place as a text instead of a list: models write both.
    let placed = client.call("search", json!({ "query": "补助", "places": "廣西" }));
    assert!(placed["hits"].as_array().unwrap().iter().all(|h| h["place"] == "广西"));

    for address in ["5/2", "第五部分第（二）条", "五（二）"] {
        let got = client.call("get_clause", json!({ "policy": "穗工信函[2025]36号", "address": address }));
        holds(&got["clause"]);
        assert_eq!(got["clause"]["address"], "5/2");
        assert_eq!(got["clause"]["citation"], "《关于推进广州市级制造业创新中心建设工作方案》（穗工信函〔2025〕36号）第五部分第（二）条");
        assert!(got["facts"].as_array().unwrap().iter().any(|f| f["value"] == "一次性 3000 万元"), "{got}");
    }
    let contents = client.call("get_clause", json!({ "policy": "guangzhou/2025-36" }));
    assert!(contents["contents"].as_array().unwrap().iter().any(|l| l["address"] == "5/2"));
    assert!(contents["clause"]["text_sha256"].is_null());
    let below = client.call("get_clause", json!({ "policy": "guangzhou/2025-36/5", "below": true }));
    assert!(!below["below"].as_array().unwrap().is_empty());
    below["below"].as_array().unwrap().iter().for_each(holds);

    let compared = client.call("compare", json!({ "places": ["广西", "云南"], "topics": ["认定支持"] }));
    let cell = &compared["rows"][0]["cells"][0];
    assert_eq!((&cell["state"], &cell["entries"][0]["value"]), (&json!("found"), &json!("一次性，不超过 200 万元")));
    let entry = &cell["entries"][0];
    let parsed = CORPUS.iter().find(|p| entry["policy"] == p.document.id.as_str()).unwrap();
    let clause = parsed.clause(&entry["address"].as_str().unwrap().parse().unwrap()).unwrap();
    assert!(clause.text.contains(entry["quote"].as_str().unwrap()));
    assert_eq!(entry["text_sha256"], sha256(clause.text.as_bytes()).as_str());

    let resolved = client.call("resolve", json!({ "text": "依照工信部科〔2016〕273号和《没有收录的办法》第三条" }));
    let outcomes: Vec<&str> = resolved["citations"].as_array().unwrap().iter().map(|c| c["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["found", "not_in_corpus"], "{resolved}");

    let draft = "穗工信函〔2025〕36号第五部分第（二）条规定：“最高不超过1亿元”，“最高不超过2亿元(国家和省规定须配套的项目除外)”。";
    let checked = client.call("check", json!({ "text": draft, "date": "2026-03-01" }));
    assert_eq!((&checked["all_quotations_exact"], &checked["quotations"]["right"]), (&json!(false), &json!(1)));
    let quotations: Vec<&Value> = checked["findings"].as_array().unwrap().iter().filter(|f| f["what"] == "quotation").collect();
    assert_eq!((&quotations[0]["exact"], &quotations[1]["exact"]), (&json!(true), &json!(false)), "{checked}");
    assert!(quotations[1]["difference"].as_str().unwrap().contains("[-1-]{+2+}"), "{checked}");
    quotations.iter().for_each(|q| holds(&q["source"]));
    assert_eq!(draft.chars().skip(quotations[0]["from"].as_u64().unwrap() as usize + 1).take(8).collect::<String>(), "最高不超过1亿元");

    let (code, rest, messages) = client.end();
    assert_eq!((code, rest.as_str()), (0, ""));
    // Only a slow build says how far it is.
    assert!(messages.lines().all(|l| l.starts_with("tiaoli: reading documents")), "{messages}");
}

#[test]
fn what_does_not_fit_is_told_with_what_to_do_next() {
    let (_dir, mut client) = Client::real();
    let tells = |text: String, parts: &[&str]| parts.iter().for_each(|p| assert!(text.contains(p), "{p} not in: {text}"));
    tells(client.refused("search", json!({ "quer": "补助" })), &["unknown field `quer`", "query", "for example {"]);
    tells(client.refused("search", json!({})), &["missing field `query`"]);
    tells(client.refused("search", json!({ "query": "  " })), &["empty"]);
    tells(client.refused("search", json!({ "query": "补助", "limit": 51 })), &["1 to 50"]);
    tells(client.refused("search", json!({ "query": "补助", "limit": "many" })), &["do not fit"]);
    tells(client.refused("search", json!({ "query": "补助", "page": 999 })), &["there is no page 999", "between 1 and"]);
    tells(client.refused("search", json!({ "query": "补助", "date": "2025-02-30" })), &["2025-02-30", "YYYY-MM-DD"]);
    tells(client.refused("search", json!({ "query": "补助", "places": ["云楠"] })), &["云南"]);
    tells(client.refused("search", json!({ "query": "补助", "topics": ["认定支特"] })), &["认定支持"]);
    tells(client.refused("get_clause", json!({ "policy": "guangzhou/2025-63" })), &["- guangzhou/2025-36 《"]);
    tells(client.refused("get_clause", json!({ "policy": "guangzhou/2025-36", "address": "5/9" })), &["has no clause 5/9", "5/2"]);
    tells(client.refused("get_clause", json!({ "policy": "guangzhou/2025-36", "address": "哪里" })), &["no address", "第五部分"]);
    tells(
        client.refused("get_clause", json!({ "policy": "广东省工业和信息化厅关于省级制造业创新中心建设管理办法" })),
        &["2 documents", "guangdong/2020-4"],
    );
    tells(client.refused("compare", json!({ "places": ["火星"] })), &["火星", "云南"]);
    tells(client.refused("resolve", json!({ "text": "" })), &["empty"]);
    tells(client.refused("resolve", json!({ "text": "长".repeat(10_001) })), &["10001 characters", "tool check"]);
    tells(client.refused("check", json!({ "text": "长".repeat(100_001) })), &["100001 characters", "in parts"]);
    let unknown = client.ask("tools/call", json!({ "name": "delete", "arguments": {} }));
    assert_eq!(unknown["error"]["code"], -32602);
    assert!(unknown["error"]["message"].as_str().unwrap().contains("get_clause"));
    assert_eq!(client.ask("no/such/method", json!({}))["error"]["code"], -32601);

    // A line that is no message ends nothing, and neither does one that is too long.
    client.send("{ this is no JSON");
    client.send(&format!("\"{}\"", "x".repeat(3 * 1024 * 1024)));
    client.send("[]");
    client.asked += 1;
    let id = client.asked;
    client.send(&json!({ "jsonrpc": "2.0", "id": id, "method": "ping" }).to_string());
    let answer = std::iter::repeat_with(|| client.read()).take(5).find(|m| m["id"] == id).unwrap();
    assert_eq!(answer["result"], json!({}));
    assert_eq!(client.end().0, 0);
}

#[test]
fn resources_are_documents_and_the_prompt_asks_for_a_check() {
    let (_dir, mut client) = Client::real();
    let listed = client.ask("resources/list", json!({}))["result"]["resources"].clone();
    assert_eq!(listed.as_array().unwrap().len(), CORPUS.len());
    let uri = "tiaoli://policy/guangzhou/2025-36";
    assert!(listed.as_array().unwrap().iter().any(|r| r["uri"] == uri), "{listed}");
    let read = |client: &mut Client, uri: &str| client.ask("resources/read", json!({ "uri": uri }));
    let text = read(&mut client, uri)["result"]["contents"][0].clone();
    let parsed = CORPUS.iter().find(|p| p.document.id.as_str() == "guangzhou/2025-36").unwrap();
    for clause in &parsed.clauses {
        let expected = format!("\n[{}] ", clause.address);
        assert!(text["text"].as_str().unwrap().contains(&expected), "{expected}");
    }
    assert_eq!(text["_meta"]["file_sha256"], sha256(&std::fs::read("corpus/guangzhou/2025-36.txt").unwrap()).as_str());
    // The pages of a parse tree, joined, are what `tiaoli parse` prints.
    let (mut tree, mut page, mut pages) = (String::new(), 1, 1);
    while page <= pages {
        let part = read(&mut client, &format!("tiaoli://parse/guangzhou/2025-36?page={page}"))["result"]["contents"][0].clone();
        tree += part["text"].as_str().unwrap();
        pages = part["_meta"]["pages"].as_u64().unwrap();
        page += 1;
    }
    assert!(pages > 1);
    assert_eq!(serde_json::from_str::<Value>(&tree).unwrap(), serde_json::to_value(parsed).unwrap());
    let digest = read(&mut client, "tiaoli://policy/guangdong/2020-4")["result"]["contents"][0]["text"].clone();
    assert!(digest.as_str().unwrap().contains("要点（非原文）"));
    for wrong in ["tiaoli://policy/nowhere/1", "file:///etc/passwd", "tiaoli://policy/guangzhou/2025-36?page=99", "tiaoli://policy/../../x"]
    {
        let error = read(&mut client, wrong)["error"].clone();
        assert_eq!(error["code"], -32002, "{wrong}: {error}");
        assert!(error["message"].as_str().unwrap().contains("Next: "), "{error}");
    }
    assert_eq!(client.ask("resources/templates/list", json!({}))["result"]["resourceTemplates"].as_array().unwrap().len(), 2);
    let prompts = client.ask("prompts/list", json!({}))["result"]["prompts"].clone();
    let name = prompts[0]["name"].as_str().unwrap().to_owned();
    let got = client.ask("prompts/get", json!({ "name": name, "arguments": { "question": "广西补助多少？" } }));
    assert!(got["result"]["messages"][0]["content"]["text"].as_str().unwrap().contains("广西补助多少？"));
    assert_eq!(client.ask("prompts/get", json!({ "name": name }))["error"]["code"], -32602);
}

#[test]
fn a_clause_says_how_its_document_stands_on_a_day_and_a_newer_index_is_seen() {
    let dir = TempDir::new().unwrap();
    let (corpus, index) = (dir.path().join("corpus"), dir.path().join("index"));
    let old = "云南省平台管理办法\n云工信规〔2020〕1号\n第一条　补助不超过100万元。\n第二条　本办法自2020年1月1日起施行，有效期至2030年12月31日。\n";
    write(&corpus.join("yunnan/old.txt"), old);
    write(&corpus.join("yunnan/short.txt"), "云南省试点规定\n第一条　本规定自2021年5月1日起施行，有效期至2023年4月30日。\n");
    write(&corpus.join("yunnan/long.txt"), &format!("云南省长文\n第一条　{}\n第二条　完。\n", "为了推动发展，制定本办法。".repeat(1000)));
    let dated = "云南省工业和信息化厅关于开展试点的通知\n云工信函〔2020〕5号\n第一条　请遵照执行。\n云南省工业和信息化厅\n2020年5月6日\n";
    write(&corpus.join("yunnan/dated.txt"), dated);
    let mut client = Client::start(&corpus, &index);
    let mut state = |policy: &str, day: &str| {
        let got = client.call("get_clause", json!({ "policy": policy, "address": "第一条", "date": day }));
        got["clause"]["standing"]["state"].as_str().unwrap().to_owned()
    };
    assert_eq!(state("yunnan/old", "2019-12-31"), "not_yet");
    assert_eq!(state("yunnan/old", "2025-06-30"), "in_force");
    assert_eq!(state("yunnan/old", "2031-01-01"), "expired");
    assert_eq!((state("yunnan/dated", "2020-05-05"), state("yunnan/dated", "2025-06-30")), ("not_yet".into(), "unknown".into()));
    assert_eq!((state("yunnan/short", "2023-04-30"), state("yunnan/short", "2023-05-01")), ("in_force".into(), "expired".into()));

    // Long words come in pages, under one hash.
    let first = client.call("get_clause", json!({ "policy": "yunnan/long", "address": "art-1" }));
    assert_eq!((&first["clause"]["text_cut"], &first["page"]["pages"]), (&json!(true), &json!(2)));
    let second = client.call("get_clause", json!({ "policy": "yunnan/long", "address": "art-1", "page": 2 }));
    let whole = first["clause"]["text"].as_str().unwrap().to_owned() + second["clause"]["text"].as_str().unwrap();
    assert_eq!(first["clause"]["text_sha256"], sha256(whole.as_bytes()).as_str());
    assert_eq!(first["clause"]["text_sha256"], second["clause"]["text_sha256"]);

    let new = "云南省平台管理办法\n云工信规〔2026〕8号\n第一条　补助不超过300万元。\n第二条　本办法自2026年7月1日起施行。《云南省平台管理办法》（云工信规〔2020〕1号）同时废止。\n";
    write(&corpus.join("yunnan/new.txt"), new);
    let built = Command::new(env!("CARGO_BIN_EXE_tiaoli"))
        .args(["--corpus".as_ref(), corpus.as_os_str(), "--index".as_ref(), index.as_os_str(), "ingest".as_ref()])
        .output()
        .unwrap();
    assert!(built.status.success());
    let got = client.call("get_clause", json!({ "policy": "yunnan/old", "address": "第一条", "date": "2026-08-01" }));
    let standing = &got["clause"]["standing"];
    assert!(["repealed", "replaced"].contains(&standing["state"].as_str().unwrap()), "{standing}");
    assert_eq!(standing["by"], json!(["yunnan/new"]));
    let resolved = client.call("resolve", json!({ "text": "《云南省平台管理办法》第一条", "date": "2025-01-01" }));
    assert_eq!(resolved["citations"][0]["outcome"], "other_version");
    assert_eq!(resolved["citations"][0]["target"]["passage"]["text"], "补助不超过100万元。");
}

#[test]
fn a_client_that_says_nothing_is_no_failure_and_one_that_says_nonsense_first_is_served() {
    let dir = TempDir::new().unwrap();
    write(&dir.path().join("corpus/p/a.txt"), "关于试点的通知\n一、总则\n补助200万元。\n");
    let output = Command::new(env!("CARGO_BIN_EXE_tiaoli"))
        .arg("--corpus")
        .arg(dir.path().join("corpus"))
        .arg("--index")
        .arg(dir.path().join("index"))
        .arg("mcp")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0), "{}", String::from_utf8_lossy(&output.stderr));
}
