use threadline::schema::Operation;
use threadline::{heymarket::OPERATIONS as OF_HEYMARKET, qlara::OPERATIONS as OF_QLARA};

use crate::arrivals::{Arrivals, Arrived};
use crate::faults::{Exchange, Fault, Script, Sending};
use crate::route::route;
use crate::{FakeHeymarket, FakeQlara, FakeReply, FakeRequest, heymarket, qlara};

/// Where the paths of the fake Qlara begin.
const QLARA: &str = "/api/partner-gateway/";

/// Both services at one address, and what goes wrong there.
#[derive(Debug, Clone)]
pub struct FakeServices {
    /// What serves all but Qlara's paths.
    pub heymarket: FakeHeymarket,
    /// What serves the paths below `/api/partner-gateway/`.
    pub qlara: FakeQlara,
    /// What is in store for the requests to come.
    pub faults: Script,
    /// What has arrived.
    pub arrivals: Arrivals,
}

/// A request of which the head has arrived.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Its number.
    pub number: u64,
    fault: Option<Fault>,
}

impl Arrival {
    /// Whether the connection is to be reset before the request's body is read.
    pub fn is_reset(&self) -> bool {
        self.fault.as_ref().is_some_and(|fault| fault.sending == Sending::ResetBefore)
    }
}

impl FakeServices {
    /// Both services with their seeds.
    pub fn new(heymarket: heymarket::Options, qlara: qlara::Options) -> Self {
        FakeServices {
            heymarket: FakeHeymarket::new(heymarket),
            qlara: FakeQlara::new(qlara),
            faults: Script::default(),
            arrivals: Arrivals::default(),
        }
    }

    /// Sets the time, in milliseconds since 1970. Until then the services go by clocks of their own.
    pub fn set_clock(&mut self, now_ms: i64) {
        self.heymarket.set_clock(now_ms);
    }

    /// Takes note of a request, whose head is there, and of what is in store for it. `at_ms` is the
    /// time by the caller's clock.
    pub fn arrive(&mut self, method: &str, target: &str, at_ms: u64) -> Arrival {
        let (service, operations) =
            if is_qlara(target) { ("qlara", OF_QLARA) } else { ("heymarket", OF_HEYMARKET) };
        let operation = named(operations, method, target);
        let fault = if method == "OPTIONS" { None } else { self.faults.take(service, operation) };
        let number = self.arrivals.add(Arrived {
            number: 0,
            at_ms,
            service,
            operation,
            method: method.to_owned(),
            target: target.to_owned(),
            complete: false,
            answer: None,
        });
        Arrival { number, fault }
    }

    /// Takes note that a request has come whole.
    pub fn complete(&mut self, arrival: &Arrival) {
        if let Some(arrived) = self.arrivals.find(arrival.number) {
            arrived.complete = true;
        }
    }

    /// What comes of a request that has arrived.
    pub fn answer(&mut self, arrival: &Arrival, request: &FakeRequest<'_>) -> Exchange {
        let Some(fault) = &arrival.fault else { return Exchange::plain(self.handle(request)) };
        let reply = fault.is_applied().then(|| self.handle(request));
        fault.apply(arrival.number, reply)
    }

    /// What comes of a request that arrives whole.
    pub fn exchange(&mut self, request: &FakeRequest<'_>, at_ms: u64) -> Exchange {
        let arrival = self.arrive(request.method, request.target, at_ms);
        if !arrival.is_reset() {
            self.complete(&arrival);
        }
        self.answer(&arrival, request)
    }

    /// Forgets all that was done, scripted and noted since the beginning; the options stay.
    pub fn reset(&mut self) {
        self.heymarket.reset();
        self.qlara.reset();
        self.faults = Script::default();
        self.arrivals = Arrivals::default();
    }

    fn handle(&mut self, request: &FakeRequest<'_>) -> FakeReply {
        if is_qlara(request.target) {
            self.qlara.handle(request)
        } else {
            self.heymarket.handle(request)
        }
    }
}

fn is_qlara(target: &str) -> bool {
    target.starts_with(QLARA)
}

/// The operation that a request means, if it is one.
fn named(operations: &[&'static Operation], method: &str, target: &str) -> Option<&'static str> {
    let path = target.split('?').next().unwrap_or_default();
    let (at, _) = route(operations.iter().copied(), method, path).ok()?;
    operations.get(at).map(|operation| operation.name)
}
