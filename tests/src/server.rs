//! The binary as a process: started, listened to, killed, started again on what it left.

use crate::tools;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

/// The first start of a scenario builds its world, unoptimized or ten thousand demands large.
const PATIENCE: Duration = Duration::from_secs(900);

/// A running `gongxu demo`.
pub struct Server {
    child: Child,
    /// `http://127.0.0.1:PORT`.
    pub url: String,
    /// What it printed at start, after the address: the accounts and the phrase.
    pub printed: Vec<String>,
    /// Where its own log goes.
    pub log: PathBuf,
}

/// What a server is started with; the same again after a kill.
#[derive(Clone)]
pub struct Setting {
    /// `demo` is the world that `gongxu demo` opens by itself.
    pub scenario: String,
    /// `GONGXU_DATA_DIR`, also its working folder, so that nothing is found by accident.
    pub folder: PathBuf,
    /// `GONGXU_DATABASE_URL`.
    pub database: String,
    /// Port 0 lets it choose.
    pub port: u16,
}

impl Server {
    /// Starts it and waits until it has said where it listens and by which phrase one signs in.
    pub fn start(setting: &Setting) -> Server {
        let log = setting.folder.join("server.log");
        let mut command = Command::new(tools::binary());
        command.args(["demo", "--clock", "frozen", "--addr", &format!("127.0.0.1:{}", setting.port)]);
        if setting.scenario != "demo" {
            command.args(["--scenario", &setting.scenario]);
        }
        let mut child = command
            .current_dir(&setting.folder)
            .env_remove("GONGXU_ADDR")
            .env("GONGXU_DATA_DIR", &setting.folder)
            .env("GONGXU_DATABASE_URL", &setting.database)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::options().create(true).append(true).open(&log).expect("the server's log"))
            .spawn()
            .expect("the server starts");
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let (say, hear) = mpsc::channel();
        // Reads on after the start, or the server would block on a full pipe.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(say.send(line))));
        let mut server = Server { child, url: String::new(), printed: Vec::new(), log };
        let end = Instant::now() + PATIENCE;
        while server.url.is_empty() || !server.printed.iter().any(|line| line.starts_with("phrase: ")) {
            match hear.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) => match line.strip_prefix("listening on ") {
                    Some(url) => server.url = url.trim_end_matches('/').to_owned(),
                    None => server.printed.push(line),
                },
                Err(RecvTimeoutError::Timeout) => server.fail("did not say where it listens and its phrase in time"),
                Err(RecvTimeoutError::Disconnected) => server.fail("ended before it listened"),
            }
        }
        server
    }

    fn fail(&mut self, what: &str) -> ! {
        let _ = self.child.kill();
        panic!("the server {what}\nprinted: {}\nlog: {}", self.printed.join("\n"), tail(&self.log));
    }

    /// `kill -9`: no chance to finish anything.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Asks it to end, as a service manager would, and waits until it has.
    pub fn stop(mut self) {
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let end = Instant::now() + Duration::from_secs(20);
        while Instant::now() < end {
            if self.child.try_wait().is_ok_and(|status| status.is_some()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("the server did not end within 20 s of being asked to");
    }

    /// The process, for what `/proc` tells of it.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The last lines of a log.
pub fn tail(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}
