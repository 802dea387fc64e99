//! Asking the name servers: several questions at once, over UDP, and each whose answer has no room there over TCP.
//!
//! All servers are asked at the same time, and asked again as often and as long as the configuration says; the first
//! answer counts. A server is out when nobody listens there, when it refuses, or when it has failed as often as it was
//! to be asked; if all are, nobody waits any longer. Each has a socket of its own that is connected: the kernel picks a
//! port that nobody can guess, and lets in what comes from the server only. What is not an answer to the question is
//! passed over.

use super::config::{Config, MOST_SERVERS};
use super::message::{Message, code};
use super::stream::Stream;
use crate::errno::Errno;
use crate::malloc::Buffer;
use crate::net::address::socket_address::SocketAddress;
use crate::sys::nr;
use crate::sys::wrapper::{plain, point};
use crate::time::clock::now;
use crate::types::timespec;
use core::ffi::c_int;

/// So many questions are asked at once.
pub const MOST_QUESTIONS: usize = 2;

const SOCK_DGRAM: c_int = 2;
const MSG_NOSIGNAL: c_int = 0x4000;
const MSG_TRUNC: c_int = 0x20;
const POLLIN: i16 = 1;

/// A socket; closed when it goes.
pub struct Socket(pub c_int);

impl Socket {
    /// A socket for an address's family that never waits.
    pub fn open(address: &SocketAddress, kind: c_int) -> Result<Self, Errno> {
        let flags = (nr::O_CLOEXEC | nr::O_NONBLOCK) as c_int;
        // SAFETY: makes a descriptor only.
        unsafe { plain!(__NR_socket, address.family(), kind | flags, 0) }.map(|fd| Self(fd as c_int))
    }

    /// Connects it.
    pub fn connect(&self, address: &SocketAddress) -> Result<(), Errno> {
        // SAFETY: the address is as long as it says.
        unsafe { plain!(__NR_connect, self.0, core::ptr::from_ref(address), address.size()) }.map(|_| ())
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // SAFETY: the descriptor is our own.
        let _ = unsafe { plain!(__NR_close, self.0) };
    }
}

/// `struct pollfd`.
#[repr(C)]
#[derive(Clone, Copy)]
struct PollFd {
    fd: c_int,
    wanted: i16,
    found: i16,
}

/// What became of a question.
pub enum Answer {
    /// Nobody answered.
    None,
    /// Nobody answered but with this code.
    Failed(u8),
    /// A message: the answer, or that there is no such name.
    Message(Buffer<u8>),
}

/// A question, and how far it is.
struct Question<'a> {
    query: Message<'a>,
    answer: Answer,
    /// How often each server may still fail.
    chances: [u32; MOST_SERVERS],
    stream: Option<Stream>,
    settled: bool,
}

impl Question<'_> {
    /// Notes that a server failed. Whether it has another chance.
    fn fail(&mut self, server: usize, code: Option<u8>) -> bool {
        let chances = self.chances.get_mut(server);
        let left = chances.map_or(0, |chances| {
            *chances = if code == Some(code::SERVER_FAILURE) { chances.saturating_sub(1) } else { 0 };
            *chances
        });
        if let Some(code) = code
            && (matches!(self.answer, Answer::None) || code == code::SERVER_FAILURE)
        {
            self.answer = Answer::Failed(code);
        }
        if self.chances.iter().all(|&chances| chances == 0) {
            self.settled = true;
        }
        left > 0
    }
}

/// Questions on their way.
struct Exchange<'a> {
    servers: &'a [SocketAddress],
    sockets: [Option<Socket>; MOST_SERVERS],
    questions: [Option<Question<'a>>; MOST_QUESTIONS],
    /// Whether an answer must be sound as far as its last record.
    only_sound: bool,
}

fn milliseconds() -> i64 {
    const CLOCK_MONOTONIC: c_int = 1;
    now(CLOCK_MONOTONIC).map_or(0, |time| time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
}

/// Asks up to [`MOST_QUESTIONS`] queries, each of which is a message with a header. Answers of more than `room` bytes go
/// over TCP. Fails if there is no memory or descriptor, or with ECANCELED: it is a cancellation point.
pub fn ask<const N: usize>(
    config: &Config,
    queries: [Option<&[u8]>; N],
    room: usize,
    only_sound: bool,
) -> Result<[Answer; N], Errno> {
    let attempts = config.options.attempts.max(1);
    let mut chances = [0; MOST_SERVERS];
    for (chance, _) in chances.iter_mut().zip(config.servers()) {
        *chance = attempts;
    }
    let mut questions = [const { None }; MOST_QUESTIONS];
    for (slot, query) in questions.iter_mut().zip(queries) {
        *slot = query.and_then(Message::new).map(|query| Question {
            query,
            answer: Answer::None,
            chances,
            stream: None,
            settled: false,
        });
    }
    let sockets = [const { None }; MOST_SERVERS];
    let mut exchange = Exchange { servers: config.servers(), sockets, questions, only_sound };
    exchange.connect()?;
    exchange.run(i64::from(config.options.timeout) * 1000, attempts.into(), room)?;
    let mut questions = exchange.questions.into_iter();
    Ok(core::array::from_fn(|_| questions.next().flatten().map_or(Answer::None, |question| question.answer)))
}

impl Exchange<'_> {
    fn connect(&mut self) -> Result<(), Errno> {
        for index in 0..self.servers.len() {
            let Some(server) = self.servers.get(index) else { break };
            let opened = Socket::open(server, SOCK_DGRAM).and_then(|socket| socket.connect(server).map(|()| socket));
            match opened {
                Ok(socket) => {
                    if let Some(slot) = self.sockets.get_mut(index) {
                        *slot = Some(socket);
                    }
                }
                Err(e @ (Errno::EMFILE | Errno::ENFILE | Errno::ENOBUFS | Errno::ENOMEM)) => return Err(e),
                Err(_) => self.drop_server(index),
            }
        }
        Ok(())
    }

    /// Counts on a server no more.
    fn drop_server(&mut self, index: usize) {
        for question in self.questions.iter_mut().flatten().filter(|question| !question.settled) {
            if question.stream.is_none() {
                question.fail(index, None);
            }
        }
        if let Some(slot) = self.sockets.get_mut(index) {
            *slot = None;
        }
    }

    fn send(&mut self, server: usize, question: usize) {
        let Some(Some(socket)) = self.sockets.get(server) else { return };
        let Some(Some(question)) = self.questions.get(question) else { return };
        if question.settled || question.stream.is_some() || question.chances.get(server).is_none_or(|&left| left == 0) {
            return;
        }
        let query = question.query.bytes();
        // SAFETY: a valid slice.
        let sent = unsafe { plain!(__NR_sendto, socket.0, query.as_ptr(), query.len(), MSG_NOSIGNAL, 0, 0) };
        match sent {
            Ok(_) | Err(Errno::EAGAIN | Errno::EINTR | Errno::ENOBUFS) => {}
            Err(_) => self.drop_server(server),
        }
    }

    fn run(&mut self, timeout: i64, attempts: i64, room: usize) -> Result<(), Errno> {
        let mut scratch = Buffer::new();
        scratch.reserve(room)?;
        let start = milliseconds();
        let mut deadline = start + timeout;
        let mut next = start;
        loop {
            let time = milliseconds();
            if time >= deadline {
                return Ok(());
            }
            if time >= next {
                for question in 0..MOST_QUESTIONS {
                    for server in 0..self.servers.len() {
                        self.send(server, question);
                    }
                }
                next = time + (timeout / attempts).max(1);
            }
            if self.questions.iter().flatten().all(|question| question.settled) {
                return Ok(());
            }
            let mut places = [PollFd { fd: -1, wanted: 0, found: 0 }; MOST_SERVERS + MOST_QUESTIONS];
            let sockets = self.sockets.iter().map(|socket| (socket.as_ref().map_or(-1, |socket| socket.0), POLLIN));
            let streams = self.questions.iter().map(|question| {
                let stream = question.as_ref().and_then(|question| question.stream.as_ref());
                stream.map_or((-1, 0), Stream::wants)
            });
            for (place, (fd, wanted)) in places.iter_mut().zip(sockets.chain(streams)) {
                (place.fd, place.wanted) = (fd, wanted);
            }
            let left = next.min(deadline) - time;
            let mut left = timespec { tv_sec: left / 1000, tv_nsec: left % 1000 * 1_000_000 };
            // SAFETY: the arrays are valid.
            match unsafe { point!(__NR_ppoll, places.as_mut_ptr(), places.len(), &raw mut left, 0, 8) } {
                Ok(_) => {}
                Err(Errno::EINTR) => continue,
                Err(e) => return Err(e),
            }
            let (sockets, streams) = places.split_at(MOST_SERVERS);
            for (server, _) in sockets.iter().enumerate().filter(|(_, place)| place.found != 0) {
                if self.receive(server, &mut scratch, room)? {
                    deadline = deadline.max(milliseconds() + timeout);
                }
            }
            for (question, _) in streams.iter().enumerate().filter(|(_, place)| place.found != 0) {
                self.advance(question)?;
            }
        }
    }

    /// Takes a datagram from a server. Whether a stream began.
    fn receive(&mut self, server: usize, scratch: &mut Buffer<u8>, room: usize) -> Result<bool, Errno> {
        scratch.truncate(0);
        let (start, _) = scratch.spare();
        let Some(Some(socket)) = self.sockets.get(server) else { return Ok(false) };
        // SAFETY: the buffer has so much room.
        let size = match unsafe { plain!(__NR_recvfrom, socket.0, start, room, MSG_TRUNC, 0, 0) } {
            Ok(size) => size,
            Err(Errno::EAGAIN | Errno::EINTR) => return Ok(false),
            Err(_) => {
                self.drop_server(server);
                return Ok(false);
            }
        };
        // SAFETY: the kernel filled them.
        unsafe { scratch.filled(size.min(room)) };
        let Some(message) = Message::new(scratch) else { return Ok(false) };
        let is_meant = |question: &Question<'_>| {
            !question.settled && question.stream.is_none() && message.answers_to(&question.query)
        };
        let questions = self.questions.iter_mut().enumerate();
        let mut questions = questions.filter_map(|(index, question)| Some((index, question.as_mut()?)));
        let Some((index, question)) = questions.find(|(_, question)| is_meant(question)) else { return Ok(false) };
        let is_cut = message.is_truncated() || size > room;
        let verdict = match message.code() {
            code::NO_ERROR | code::NO_NAME if is_cut || !self.only_sound || message.is_sound() => None,
            code::NO_ERROR | code::NO_NAME => Some(code::SERVER_FAILURE),
            // What became of an update, or the like, is for the caller to see.
            code if code != code::SERVER_FAILURE && question.query.operation() != 0 => None,
            code => Some(code),
        };
        if let Some(code) = verdict {
            if question.fail(server, Some(code)) {
                self.send(server, index);
            }
            return Ok(false);
        }
        let mut copy = Buffer::new();
        copy.extend(scratch)?;
        question.answer = Answer::Message(copy);
        if is_cut && let Some(address) = self.servers.get(server) {
            match Stream::start(address, question.query.bytes()) {
                Ok(stream) => {
                    question.stream = Some(stream);
                    return Ok(true);
                }
                Err(Errno::ENOMEM) => return Err(Errno::ENOMEM),
                Err(_) => {}
            }
        }
        question.settled = true;
        Ok(false)
    }

    /// Lets a question's stream go on. If it fails, what came over UDP is the answer.
    fn advance(&mut self, index: usize) -> Result<(), Errno> {
        let Some(Some(question)) = self.questions.get_mut(index) else { return Ok(()) };
        let Some(stream) = &mut question.stream else { return Ok(()) };
        match stream.advance() {
            Ok(None) => return Ok(()),
            Ok(Some(bytes)) => {
                if let Some(message) = Message::new(bytes)
                    && message.answers_to(&question.query)
                    && matches!(message.code(), code::NO_ERROR | code::NO_NAME)
                    && (!self.only_sound || message.is_sound())
                {
                    let mut copy = Buffer::new();
                    copy.extend(bytes)?;
                    question.answer = Answer::Message(copy);
                }
            }
            Err(Errno::ENOMEM) => return Err(Errno::ENOMEM),
            Err(_) => {}
        }
        question.stream = None;
        question.settled = true;
        Ok(())
    }
}
