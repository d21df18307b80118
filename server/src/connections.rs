//! Connections of browsers: taken, served, and closed on whoever takes too long to ask.
//!
//! `axum::serve` sets no clock: who sends a request's head letter by letter, or none at all, would hold a connection for ever.

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use std::pin::pin;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How long a request's head may take, from its connection or the answer before it on (TRUST §8).
const HEAD: Duration = Duration::from_secs(10);

/// Serves until `stop`, and then until what was begun is answered.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    serve_with(listener, router, stop, HEAD).await;
}

async fn serve_with(listener: TcpListener, router: Router, stop: impl Future<Output = ()>, head: Duration) {
    let mut stop = pin!(stop);
    let (ending, _) = watch::channel(());
    let mut open = JoinSet::new();
    loop {
        let taken = tokio::select! {
            taken = listener.accept() => taken,
            () = &mut stop => break,
        };
        match taken {
            Ok((stream, _)) => {
                open.spawn(one(stream, router.clone(), ending.subscribe(), head));
            }
            Err(error) => {
                // No more of them fit: the next one is free when somebody leaves.
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
        while open.try_join_next().is_some() {}
    }
    drop(listener);
    drop(ending);
    while open.join_next().await.is_some() {}
}

/// One connection with its requests. When the process is to end, it answers what it has begun.
async fn one(stream: TcpStream, router: Router, mut ending: watch::Receiver<()>, head: Duration) {
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(head);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        _ = ending.changed() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke off");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::extract::State;
    use axum::routing::get;
    use std::sync::Arc;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    async fn said(stream: &mut TcpStream) -> String {
        let mut said = Vec::new();
        tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut said)).await.expect("the connection is closed").unwrap();
        String::from_utf8(said).unwrap()
    }

    #[tokio::test]
    async fn who_takes_too_long_to_ask_is_let_go_and_what_was_begun_is_answered() {
        let slow = || async {
            tokio::time::sleep(Duration::from_millis(600)).await;
            "answered"
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = listener.local_addr().unwrap();
        let (end, ended) = oneshot::channel::<()>();
        let router = Router::new().route("/slow", get(slow));
        let served = tokio::spawn(serve_with(listener, router, async move { drop(ended.await) }, Duration::from_millis(200)));

        // Half a head, and nothing at all: both are closed.
        let mut half = TcpStream::connect(place).await.unwrap();
        half.write_all(b"GET /slow HTTP/1.1\r\nHost: a\r\nX-").await.unwrap();
        let mut mute = TcpStream::connect(place).await.unwrap();
        assert!(!said(&mut half).await.contains("200 OK"));
        assert_eq!(said(&mut mute).await, "");

        // An answer may take longer than a head, also when the process ends meanwhile.
        let mut asks = TcpStream::connect(place).await.unwrap();
        asks.write_all(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
        tokio::time::sleep(Duration::from_millis(300)).await;
        end.send(()).unwrap();
        let answer = said(&mut asks).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("answered"), "{answer}");
        served.await.unwrap();
    }

    #[tokio::test]
    async fn a_connection_holds_no_copy_of_the_routes() {
        // Every route holds its state: a copy of the routes would hold it again.
        let state = Arc::new(());
        let held = Arc::clone(&state);
        let many = (0..20).fold(Router::new(), |router, n| router.route(&format!("/{n}"), get(|_: State<Arc<()>>| async { "held" })));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = listener.local_addr().unwrap();
        let (end, ended) = oneshot::channel::<()>();
        let router = many.with_state(held);
        let alone = Arc::strong_count(&state);
        let served = tokio::spawn(serve(listener, router, async move { drop(ended.await) }));

        let mut open = Vec::new();
        for _ in 0..5 {
            // Kept open, and answered once, so that whatever a connection holds it holds now.
            let mut stream = TcpStream::connect(place).await.unwrap();
            stream.write_all(b"GET /7 HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
            let mut answer = Vec::new();
            while !answer.ends_with(b"held") {
                assert_ne!(stream.read_buf(&mut answer).await.unwrap(), 0, "{}", String::from_utf8_lossy(&answer));
            }
            open.push(stream);
        }
        // The last answer's own handle may live a moment longer than the answer.
        for _ in 0..100 {
            if Arc::strong_count(&state) != alone {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
        assert_eq!(Arc::strong_count(&state), alone, "{} connections are open", open.len());
        end.send(()).unwrap();
        drop(open);
        served.await.unwrap();
    }
}
