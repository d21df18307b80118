//! A tiny site that shows the harness itself right: one form, its answer, a refusal, a page with an island, a broken page.

use crate::person::{Driver, Person, Shot};
use crate::{axe, world};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

const FORM: &str = r#"<form method="post" action="/answer" enctype="multipart/form-data"><h2>需求</h2>
    <input type="hidden" name="seen" value="3">
    <p><label for="title">名称</label> <input id="title" name="title" value="旧"></p>
    <p><label for="field">领域</label> <select id="field" name="field"><option value="F01">助老</option><option value="F02">助残</option></select></p>
    <fieldset><legend>分期</legend><label><input type="radio" name="plan" value="a" checked> 一次</label> <label><input type="radio" name="plan" value="b"> 三次</label></fieldset>
    <p><label><input type="checkbox" name="sure"> 已核对</label></p>
    <p><label for="file">附件</label> <input type="file" id="file" name="file"></p>
    <button name="then" value="send">送批</button></form>"#;

const ISLAND: &str =
    r#"<leptos-island><p id="live">静</p><button type="button" id="more">加一行</button></leptos-island><script type="module" src="/alive.js"></script>"#;

const SCRIPT: &str = r#"document.getElementById('more').addEventListener('click', () => setTimeout(() => { document.getElementById('live').textContent = '动了'; }, 100));
document.documentElement.dataset.alive = '';"#;

/// Serves until the test process ends; returns its address.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || drop(answer(stream)));
        }
    });
    url
}

fn answer(stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let (mut length, mut cookie, mut origin) = (0, String::new(), String::new());
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        match line.trim().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().unwrap(),
            Some((name, value)) if name.eq_ignore_ascii_case("cookie") => cookie = value.to_owned(),
            Some((name, value)) if name.eq_ignore_ascii_case("origin") => origin = value.to_owned(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
    let (status, kind, main) = match path.as_str() {
        "/" => ("200 OK", "text/html", format!("<h1>起点</h1><p>{cookie}</p><p><a href=\"/form\">填表</a></p>")),
        "/form" => ("200 OK", "text/html", format!("<h1>表单</h1>{FORM}")),
        "/answer" => {
            let fields = String::from_utf8_lossy(&body).replace('<', "&lt;").replace('\u{0}', "");
            ("422 Unprocessable Content", "text/html", format!("<h1>不能送批</h1><pre>{fields}</pre><p>来自 {origin}</p>"))
        }
        "/island" => ("200 OK", "text/html", format!("<h1>岛</h1>{ISLAND}")),
        "/broken" => ("200 OK", "text/html", "<h1>坏</h1><img src=\"/nothing.png\" alt=\"图\">".to_owned()),
        "/alive.js" => ("200 OK", "text/javascript", String::new()),
        _ => ("404 Not Found", "text/html", "<h1>没有找到</h1>".to_owned()),
    };
    let text = match kind {
        "text/html" => format!(
            "<!DOCTYPE html><html lang=\"zh-Hans\"><head><meta charset=\"utf-8\"><title>t</title><link rel=\"icon\" href=\"data:,\"></head><body><main>{main}</main></body></html>"
        ),
        _ => SCRIPT.to_owned(),
    };
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\nSet-Cookie: who=visitor\r\nConnection: close\r\n\r\n{text}",
        text.len()
    )?;
    stream.flush()
}

fn drivers() -> Vec<Driver> {
    let all = [Driver::Http, Driver::NoScript, Driver::Script].map(|driver| (crate::Database::Sqlite, driver));
    world::ways(&all).into_iter().map(|way| way.1).collect()
}

#[tokio::test]
async fn every_driver_does_what_a_person_does() {
    let site = serve();
    for driver in drivers() {
        let person = Person::at(&site, driver).await;
        person.open("/").await.answered(200).shows("起点");
        person.open("/").await.shows("who=visitor");
        person.follow("填表").await;
        assert_eq!(person.path(), "/form");
        assert_eq!(person.value("名称").await, "旧");
        person.fill("名称", "新").await;
        assert_eq!(person.value("名称").await, "新");
        person.fill(("需求", "领域"), "助残").await;
        person.choose(("分期", "三次")).await;
        person.check("已核对").await;
        person.attach("附件", "预算.csv", b"a,b").await;
        person.press("送批").await;
        assert_eq!(person.path(), "/answer");
        person.is_refused("不能送批").shows(&format!("来自 {site}"));
        for part in ["seen", "3", "新", "F02", "\"plan\"", "on", "预算.csv", "a,b", "send"] {
            person.shows(part);
        }
        person.open("/nowhere").await.answered(404).shows("没有找到").hides("起点");
    }
}

#[tokio::test]
async fn an_island_is_waited_for_and_asleep_without_script() {
    let site = serve();
    for driver in drivers() {
        let person = Person::at(&site, driver).await;
        person.open("/island").await.shows("静");
        if driver == Driver::Script {
            person.press("加一行").await.comes_to_show("动了").await;
        }
    }
}

#[tokio::test]
#[should_panic(expected = "nothing.png")]
async fn a_browser_that_complains_fails_the_test() {
    let site = serve();
    if !drivers().contains(&Driver::Script) {
        panic!("left out: nothing.png");
    }
    let person = Person::at(&site, Driver::Script).await;
    person.open("/broken").await;
    person.keys(&["Tab"]).await;
}

#[tokio::test]
async fn axe_and_pictures_work_with_and_without_script() {
    let site = serve();
    for driver in drivers().into_iter().filter(|driver| *driver != Driver::Http) {
        let person = Person::at(&site, driver).await;
        person.open("/").await;
        assert_eq!(person.axe(axe::LOOKS).await, Vec::<String>::new());
        person.sets(320, &[("data-theme", "dark")]).await;
        assert!(person.fits_its_width().await);
        assert!(person.html().contains("data-theme=\"dark\""));
        let path = format!("target/stand-in-{driver:?}.png");
        person.screenshot(&path, Shot { width: 320, ..Shot::default() }).await;
        assert!(crate::root().join(path).exists());
    }
}
