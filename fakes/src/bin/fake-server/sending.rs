//! How a response gets onto the socket, or not.

use std::io::Result;
use std::time::Duration;

use threadline_fakes::faults::{Exchange, LONGEST_MS, Sending};
use threadline_fakes::{Answered, Ended};
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::time::{sleep, timeout};

use crate::response::{Framing, head};

/// How long a stall lasts, or a drip, when nobody goes away.
const LONGEST: Duration = Duration::from_millis(LONGEST_MS);

/// So long what was sent has to arrive before the reset that would overtake it.
const BEFORE_RESET: Duration = Duration::from_millis(30);

const NOT_HTTP: &[u8] = b"\x16\x03\x01\x00\xa5 this is not HTTP\r\n\r\n";

/// Blanks that an endless response is made of.
const BLANKS: [u8; 16 << 10] = [b' '; 16 << 10];

/// What is left to do with a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    Go,
    Close,
    Reset,
}

/// The writing side of a connection; counts.
pub(crate) struct Writer<W> {
    to: W,
    pub(crate) bytes: u64,
}

impl<W: AsyncWrite + Unpin> Writer<W> {
    pub(crate) fn new(to: W) -> Self {
        Writer { to, bytes: 0 }
    }

    pub(crate) fn into_inner(self) -> W {
        self.to
    }

    /// Sends a response as it is to be sent. Ends when it is sent, or when a stall has lasted long
    /// enough; the caller watches meanwhile for the other side's going away.
    pub(crate) async fn send(
        &mut self,
        exchange: &Exchange,
        is_head: bool,
        keeps_alive: bool,
    ) -> Result<(Ended, Then)> {
        let Exchange { reply, endless, sending, .. } = exchange;
        let framing = Framing::of(reply, *endless > 0);
        let has_body = !is_head && (!reply.body.is_empty() || *endless > 0);
        // After a body that the client does not expect, or does not get whole, no response is safe.
        let is_clear = match framing {
            Framing::Length | Framing::Chunks => true,
            Framing::None => !has_body,
            Framing::Given => false,
        };
        let is_final = !matches!(reply.status, 0..=199);
        let keeps_alive = keeps_alive && is_clear && is_final;
        let head = head(reply, framing, keeps_alive);
        let body = if is_head { &[][..] } else { reply.body.as_slice() };
        let half = |bytes: &[u8]| bytes.len() / 2;
        sleep(Duration::from_millis(exchange.delay_ms)).await;
        match sending {
            Sending::ResetBefore | Sending::ResetAfter => return Ok((Ended::Reset, Then::Reset)),
            Sending::Stall => return self.stall().await,
            Sending::NotHttp => {
                self.write(NOT_HTTP).await?;
                return Ok((Ended::Sent, Then::Close));
            }
            Sending::ResetHalfway | Sending::StallHalfway if body.is_empty() && *endless == 0 => {
                self.write(head.get(..half(&head)).unwrap_or_default()).await?;
            }
            Sending::ResetHalfway | Sending::StallHalfway => {
                self.write(&head).await?;
                self.write(body.get(..half(body)).unwrap_or_default()).await?;
                if framing == Framing::Chunks {
                    self.blanks(endless / 2, framing).await?;
                }
            }
            Sending::StallAfterHeaders => self.write(&head).await?,
            Sending::Drip(wait) => {
                self.write(&head).await?;
                let drip = self.drip(body, Duration::from_millis(*wait));
                if timeout(LONGEST, drip).await.is_err() {
                    return Ok((Ended::GaveUp, Then::Close));
                }
            }
            Sending::Whole => {
                let mut all = head;
                all.extend(body);
                self.write(&all).await?;
            }
        }
        match sending {
            Sending::ResetHalfway => {
                sleep(BEFORE_RESET).await;
                return Ok((Ended::Reset, Then::Reset));
            }
            Sending::StallHalfway | Sending::StallAfterHeaders => return self.stall().await,
            _ => {}
        }
        if has_body && *endless > 0 {
            self.blanks(*endless, framing).await?;
            if framing == Framing::Chunks {
                self.write(b"0\r\n\r\n").await?;
            }
        }
        Ok((Ended::Sent, if keeps_alive { Then::Go } else { Then::Close }))
    }

    /// What became of the response so far.
    pub(crate) fn answered(&mut self, ended: Ended) -> Answered {
        Answered { ended, bytes: std::mem::take(&mut self.bytes) }
    }

    async fn stall(&mut self) -> Result<(Ended, Then)> {
        sleep(LONGEST).await;
        Ok((Ended::GaveUp, Then::Close))
    }

    async fn drip(&mut self, body: &[u8], wait: Duration) -> Result<()> {
        for byte in body {
            sleep(wait).await;
            self.write(std::slice::from_ref(byte)).await?;
        }
        Ok(())
    }

    async fn blanks(&mut self, mut count: u64, framing: Framing) -> Result<()> {
        while count > 0 {
            let size = usize::try_from(count).unwrap_or(usize::MAX).min(BLANKS.len());
            let blanks = BLANKS.get(..size).unwrap_or_default();
            if framing == Framing::Chunks {
                self.write(format!("{size:x}\r\n").as_bytes()).await?;
                self.write(blanks).await?;
                self.write(b"\r\n").await?;
            } else {
                self.write(blanks).await?;
            }
            count -= size as u64;
        }
        Ok(())
    }

    async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let mut rest = bytes;
        while !rest.is_empty() {
            let written = self.to.write(rest).await?;
            self.bytes += written as u64;
            rest = rest.get(written..).unwrap_or_default();
        }
        self.to.flush().await
    }
}
