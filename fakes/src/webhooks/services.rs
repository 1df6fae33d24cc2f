use crate::FakeServices;
use crate::refusal::Refusal;
use crate::webhooks::{Asked, Plan, Service};

impl FakeServices {
    /// What is to be posted of what was asked for; nothing of it happens.
    ///
    /// # Errors
    /// Status and words: for a conversation that is not there, or when nobody knows where to post.
    pub fn webhooks(&mut self, asked: &Asked) -> Result<Plan, (u16, String)> {
        let Some(url) = self.url(asked) else { return Err((400, "no url is known".into())) };
        let event = |turn| match asked.service {
            Service::Heymarket => self.heymarket.event(asked, turn),
            Service::Qlara => self.qlara.event(asked, turn),
        };
        let events: Result<Vec<_>, Refusal> = (0..asked.count).map(event).collect();
        Ok(Plan::new(asked, &url, events.map_err(status_and_words)?))
    }

    /// Contacts write, and what is to be posted of it: nothing where nobody knows where to. Tells
    /// the messages' ids, too.
    ///
    /// # Errors
    /// Status and words: for a conversation that is not there, and for what is not a message.
    pub fn inbound(&mut self, asked: &Asked) -> Result<(Vec<String>, Plan), (u16, String)> {
        let Asked { event: None, data: None, body: None, status: None, contact: None, .. } = asked
        else {
            let words = "a message has no event, data, body, status or contact of its own";
            return Err((400, words.into()));
        };
        let (mut ids, mut events) = (Vec::new(), Vec::new());
        for turn in 0..asked.count {
            let (id, event) = match asked.service {
                Service::Heymarket => {
                    let received = self.heymarket.received(asked, turn);
                    received.map(|(id, event)| (id.to_string(), event))
                }
                Service::Qlara => {
                    let received = self.qlara.received(asked, turn);
                    received.map(|(id, event)| (id.to_string(), event))
                }
            }
            .map_err(status_and_words)?;
            ids.push(id);
            events.push(event);
        }
        let plan = self.url(asked).map(|url| Plan::new(asked, &url, events));
        Ok((ids, plan.unwrap_or_else(Plan::nothing)))
    }

    /// Where to post.
    fn url(&self, asked: &Asked) -> Option<String> {
        let known = match asked.service {
            Service::Heymarket => self.heymarket.webhook_url(),
            Service::Qlara => self.qlara.callback_url(),
        };
        asked.url.as_deref().or(known).map(str::to_owned)
    }
}

fn status_and_words(refusal: Refusal) -> (u16, String) {
    let (status, _, words) = refusal.parts();
    (status, words.to_owned())
}
