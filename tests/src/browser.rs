//! The drivers in Chromium: one long-lived `node tests/browser/driver.mjs`, fed lines of JSON, shared by all tests of a run.

use crate::person::Seen;
use crate::target::Target;
use crate::tools;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use tokio::sync::oneshot;

type Answer = Result<Value, String>;

/// The process. It ends by itself when this one does, because its input then ends.
struct Node {
    input: Mutex<ChildStdin>,
    waiting: Arc<Mutex<HashMap<u64, oneshot::Sender<Answer>>>>,
    next: AtomicU64,
}

fn node() -> &'static Node {
    static NODE: OnceLock<Node> = OnceLock::new();
    NODE.get_or_init(|| {
        let chromium = tools::chromium().expect("a browser: `ways` leaves out what is not here");
        let mut child = Command::new("node")
            .arg(tools::root().join("tests/browser/driver.mjs"))
            .env("GONGXU_CHROMIUM", chromium)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node starts");
        let input = Mutex::new(child.stdin.take().expect("piped"));
        let waiting: Arc<Mutex<HashMap<u64, oneshot::Sender<Answer>>>> = Arc::default();
        let heard = waiting.clone();
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        // A thread, not a task: every test has a runtime of its own, and this outlives each.
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let answer: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("driver.mjs said {line}: {error}"));
                let Some(asked) = answer["id"].as_u64().and_then(|id| heard.lock().expect("answers").remove(&id)) else { continue };
                let result = match answer.get("error").and_then(Value::as_str) {
                    Some(why) => Err(why.to_owned()),
                    None => Ok(answer["ok"].clone()),
                };
                let _ = asked.send(result); // whoever asked may have given up
            }
            let _ = child.wait();
            heard.lock().expect("answers").clear(); // the process is gone: nobody shall wait for it
        });
        Node { input, waiting, next: AtomicU64::new(1) }
    })
}

impl Node {
    fn send(&self, mut message: Value) -> oneshot::Receiver<Answer> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        message["id"] = json!(id);
        let (asked, answer) = oneshot::channel();
        self.waiting.lock().expect("answers").insert(id, asked);
        let sent = writeln!(self.input.lock().expect("input"), "{message}");
        if sent.is_err() {
            self.waiting.lock().expect("answers").remove(&id);
        }
        answer
    }

    async fn ask(&self, message: Value) -> Answer {
        self.send(message).await.unwrap_or_else(|_| Err("driver.mjs ended".to_owned()))
    }
}

/// A browser context with one page: cookies of its own, script or not.
pub struct Tab {
    id: u64,
}

impl Tab {
    pub async fn open(base: &str, script: bool) -> Tab {
        static COUNT: AtomicU64 = AtomicU64::new(1);
        let id = COUNT.fetch_add(1, Ordering::Relaxed);
        let made = node().ask(json!({ "verb": "new", "tab": id, "base": base, "script": script })).await;
        made.unwrap_or_else(|why| panic!("the browser did not open: {why}"));
        Tab { id }
    }

    pub async fn verb(&self, verb: &str, mut body: Value) -> Answer {
        body["verb"] = json!(verb);
        body["tab"] = json!(self.id);
        node().ask(body).await
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        drop(node().send(json!({ "verb": "close", "tab": self.id })));
    }
}

pub fn target(target: &Target) -> Value {
    json!({ "label": target.label, "group": target.group, "nth": target.nth })
}

/// What the page looks like after a verb.
pub fn seen(answer: &Value) -> Seen {
    let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
    Seen {
        url: text("url"),
        status: answer["status"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or_default(),
        html: text("html"),
        complaints: answer["complaints"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect(),
    }
}
