//! Who can be assigned the conversations of an inbox: its members, with what the team says of each.

use std::fmt;
use std::future::{Future, IntoFuture, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use super::Heymarket;
use super::local;
use super::pages::{Seen, sorted};
use super::request::RequestBuilder;
use super::transport::BoxFuture;
use crate::error::{Error, ErrorKind};
use crate::heymarket::people::{GetTeam, ListInboxes};
use crate::heymarket::{Inbox, Member, TeamMember};
use crate::schema::Id;

/// The members of an inbox: what [`Heymarket::assignable_users`] asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignableUsers {
    inbox: Id<Inbox>,
}

impl Heymarket {
    /// Lists who can be assigned the conversations of an inbox: its members, in its order, with what the team says of
    /// each. Of a member whom the team does not list there is only the id.
    ///
    /// It takes two calls at once, [`list_inboxes`](Self::list_inboxes) and [`get_team`](Self::get_team); each has what
    /// is set here. An inbox that is not listed is an error of the kind `NotFound`.
    pub fn assignable_users(&self, inbox: impl Into<Id<Inbox>>) -> RequestBuilder<AssignableUsers> {
        RequestBuilder::new(self.core(), AssignableUsers { inbox: inbox.into() })
    }
}

fn failed(kind: ErrorKind, message: &str) -> Error {
    let mut error = Error::new(kind, message);
    error.operation = "assignableUsers";
    error.path = Some("inboxId".into());
    error
}

impl IntoFuture for RequestBuilder<AssignableUsers> {
    type Output = Result<Vec<TeamMember>, Error>;
    type IntoFuture = BoxFuture<Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let RequestBuilder { core, input: AssignableUsers { inbox }, options } = self;
        let inboxes = RequestBuilder {
            core: core.clone(),
            input: ListInboxes::new(),
            options: options.clone(),
        };
        let team = RequestBuilder { core, input: GetTeam::new(), options };
        local::boxed(async move {
            if inbox.get() < 0 {
                let message = "expected an id (a whole number from 0 up)";
                return Err(failed(ErrorKind::InvalidArgument, message));
            }
            let (inboxes, team) = both(inboxes.into_future(), team.into_future()).await?;
            let inbox = inboxes.into_iter().find(|known| known.id == inbox);
            let inbox =
                inbox.ok_or_else(|| failed(ErrorKind::NotFound, "no such inbox in listInboxes"))?;
            Ok(users(inbox.members, team.members))
        })
    }
}

/// What two futures give, or the first error.
async fn both<A, B>(
    mut first: impl Future<Output = Result<A, Error>> + Unpin,
    mut second: impl Future<Output = Result<B, Error>> + Unpin,
) -> Result<(A, B), Error> {
    let (mut one, mut other) = (None, None);
    poll_fn(|context| {
        if one.is_none()
            && let Poll::Ready(value) = Pin::new(&mut first).poll(context)
        {
            one = Some(value?);
        }
        if other.is_none()
            && let Poll::Ready(value) = Pin::new(&mut second).poll(context)
        {
            other = Some(value?);
        }
        match (one.take(), other.take()) {
            (Some(one), Some(other)) => Poll::Ready(Ok((one, other))),
            left => {
                (one, other) = left;
                Poll::Pending
            }
        }
    })
    .await
}

/// The members, each once, as the team has them.
fn users(members: Vec<Id<Member>>, team: Vec<TeamMember>) -> Vec<TeamMember> {
    let team = sorted(team, |a, b| a.id > b.id);
    let mut seen = Seen::default();
    let members = members.into_iter().filter(|id| seen.add(&id.to_string()));
    members
        .map(|id| {
            let behind = team.partition_point(|known| known.id <= id);
            let known = behind.checked_sub(1).and_then(|at| team.get(at));
            known.filter(|known| known.id == id).cloned().unwrap_or(TeamMember {
                id,
                name: None,
                email: None,
                role: None,
            })
        })
        .collect()
}

impl fmt::Debug for RequestBuilder<AssignableUsers> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RequestBuilder(assignableUsers)")
    }
}

#[cfg(test)]
mod tests {
    use std::future::IntoFuture;

    use super::*;
    use crate::client::testing::{Answer, Double, poke, wait};

    const INBOXES: &str = r#"[
        {"id":2222,"name":"Support","members":[1111,1199,1112,1111]},
        {"id":2223,"members":null},
        {"id":9007199254740992,"members":[1112]},
        {"id":9007199254740993,"members":[9007199254740995]}
    ]"#;
    const TEAM: &str = r#"{"id":9,"members":[
        {"id":1112,"name":"Jonas"},
        {"id":1111,"name":"Maya","email":"maya@example.com","role":"admin"},
        {"id":9007199254740995,"name":"Aiko","role":"member"}
    ]}"#;

    fn service(inboxes: &'static str, failing: &'static str) -> Double {
        Double::new(move |request, _| match request.url.ends_with("/v1/team") {
            _ if request.url.ends_with(failing) => Answer::status(403),
            true => Answer::Status(200, TEAM.into()),
            false => Answer::Status(200, inboxes.into()),
        })
    }

    /// Ids and names.
    fn users(double: &Double, inbox: i64) -> Result<Vec<(i64, Option<String>)>, Error> {
        let users = wait(double.heymarket().assignable_users(inbox).into_future())?;
        Ok(users.into_iter().map(|user| (user.id.get(), user.name)).collect())
    }

    fn named(id: i64, name: &str) -> (i64, Option<String>) {
        (id, Some(name.into()))
    }

    #[test]
    fn an_inboxs_members_come_in_its_order_each_once_with_what_the_team_says_of_them() {
        let double = service(INBOXES, "none");
        let expected = vec![named(1111, "Maya"), (1199, None), named(1112, "Jonas")];
        assert_eq!(users(&double, 2222).unwrap(), expected);
        let mut sent: Vec<_> = double.sent().into_iter().map(|request| request.url).collect();
        sent.sort();
        let url = |path| format!("https://api.heymarket.com{path}");
        assert_eq!(sent, [url("/v1/inboxes"), url("/v1/team")]);
        let maya = wait(double.heymarket().assignable_users(2222).into_future()).unwrap().remove(0);
        assert_eq!(maya.email.as_deref(), Some("maya@example.com"));
        assert_eq!(maya.role.as_deref(), Some("admin"));
    }

    #[test]
    fn an_inbox_may_list_no_members_and_ids_past_2_to_the_53_are_told_apart() {
        let double = service(INBOXES, "none");
        assert_eq!(users(&double, 2223).unwrap(), []);
        let aiko = named(9_007_199_254_740_995, "Aiko");
        assert_eq!(users(&double, 9_007_199_254_740_993).unwrap(), [aiko]);
        assert_eq!(users(&double, 9_007_199_254_740_992).unwrap(), [named(1112, "Jonas")]);
    }

    #[test]
    fn an_inbox_that_the_service_does_not_give_is_not_found() {
        let error = users(&service(INBOXES, "none"), 7).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
        assert_eq!(
            (error.operation(), error.path(), error.status(), error.is_retryable()),
            (Some("assignableUsers"), Some("inboxId"), None, false),
        );
        let double = service(INBOXES, "none");
        let error = users(&double, -1).unwrap_err();
        assert_eq!((error.kind(), double.count()), (ErrorKind::InvalidArgument, 0));
    }

    #[test]
    fn the_error_of_the_read_that_fails_is_that_of_the_call() {
        for (failing, operation) in [("/v1/inboxes", "listInboxes"), ("/v1/team", "getTeam")] {
            let error = users(&service(INBOXES, failing), 2222).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::PermissionDenied);
            assert_eq!(error.operation(), Some(operation));
        }
    }

    #[test]
    fn both_reads_begin_before_either_has_ended_and_both_have_what_the_call_has() {
        let double = Double::new(|_, _| Answer::Held("{}".into()));
        let call = double.heymarket().assignable_users(2222).header("x-a", "1");
        assert!(poke(call.into_future()).is_none());
        assert_eq!((double.count(), double.aborted()), (2, 2));
        for request in double.sent() {
            assert_eq!(request.own_headers, [("x-a".to_owned(), "1".to_owned())]);
        }
    }
}
