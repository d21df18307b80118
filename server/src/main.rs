//! `gongxu`: the composition root. Routes, jobs and the command line; all decisions are taken elsewhere.

mod again;
mod answer;
mod api;
mod app;
mod assets;
mod cache;
mod cli;
mod clock;
mod connections;
#[cfg(test)]
mod crawl;
mod demo;
mod forms;
mod guard;
mod jobs;
mod pages;
mod scenarios;
mod secrets;
mod session;
mod sheets;
mod visitor;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return cli::failed(&error.into()),
    };
    runtime.block_on(async {
        match cli::Gongxu::parse().run().await {
            Ok(code) => code,
            Err(error) => cli::failed(&error),
        }
    })
}
