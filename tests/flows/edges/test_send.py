"""Sending: what was accepted, what was refused, and what nobody can know."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_httpserver import HTTPServer

from claims.errors import BadConfiguration
from flows.edges.send import Failed, Message, Sent, Unsure, channel_name, send
from tests.flows.edges.servers import LOOPBACK, Asked, Reply, response, serving

MESSAGE = Message(subject="3 changes", text="old → new\nquote", html="<p>old → new</p>", key="k-1")
SECRET = "s3cr3t"


def webhook(port: int, options: str = "rto=5") -> str:
    return f"json://user:{SECRET}@{LOOPBACK}:{port}/hook/{SECRET}?{options}"


async def test_a_webhook_gets_the_text_and_the_key(httpserver: HTTPServer) -> None:
    httpserver.expect_oneshot_request(f"/hook/{SECRET}", method="POST").respond_with_data("ok")
    assert isinstance(await send(MESSAGE, webhook(httpserver.port)), Sent)
    request, _ = httpserver.log[0]
    assert request.headers["Idempotency-Key"] == "k-1"
    assert request.get_json()["title"] == "3 changes"
    assert request.get_json()["message"] == "old → new\nquote"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503])
async def test_a_refusal_may_be_sent_again(httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_request(f"/hook/{SECRET}").respond_with_data("no", status=status)
    outcome = await send(MESSAGE, webhook(httpserver.port))
    assert outcome == Failed(f"JSON at {LOOPBACK}", f"refused with HTTP {status}")


async def test_a_redirect_is_a_refusal_and_is_not_followed(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/inside").respond_with_data("ok")
    httpserver.expect_request(f"/hook/{SECRET}").respond_with_data(
        "", status=302, headers={"Location": httpserver.url_for("/inside")}
    )
    assert isinstance(await send(MESSAGE, webhook(httpserver.port)), Failed)
    assert len(httpserver.log) == 1


async def test_nobody_there_is_a_failure() -> None:
    async with serving(silent) as server:
        port = server.port
    assert isinstance(await send(MESSAGE, webhook(port)), Failed)


async def silent(_: Asked, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def hang_up(_: Asked, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def cut_off(_: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    writer.close()


@pytest.mark.parametrize("reply", [silent, hang_up, cut_off])
async def test_a_confirmation_that_never_came_leaves_us_unsure(reply: Reply) -> None:
    async with serving(reply) as server:
        outcome = await send(MESSAGE, webhook(server.port, "rto=0.3"))
        assert len(server.asked) == 1
    assert isinstance(outcome, Unsure), outcome


async def test_the_whole_has_a_deadline() -> None:
    async with serving(silent) as server:
        outcome = await send(MESSAGE, webhook(server.port, "rto=1"), timeout=0.2)
    assert outcome == Unsure(f"JSON at {LOOPBACK}", "no confirmation within 0.2 s")


async def test_no_outcome_repeats_a_secret(httpserver: HTTPServer) -> None:
    httpserver.expect_request(f"/hook/{SECRET}").respond_with_data("no", status=500)
    outcomes = [await send(MESSAGE, webhook(httpserver.port)), await send(MESSAGE, webhook(1, "cto=0.3"))]
    async with serving(silent) as server:
        outcomes.append(await send(MESSAGE, webhook(server.port, "rto=0.2")))
    assert len({type(outcome) for outcome in outcomes}) == 2
    assert not any(SECRET in repr(outcome) for outcome in outcomes)


@pytest.mark.parametrize("url", [f"nonsense://{SECRET}", SECRET, f"mailto://{SECRET}", "", f"slack://{SECRET}"])
async def test_an_unusable_url_is_a_matter_of_configuration(url: str) -> None:
    with pytest.raises(BadConfiguration) as caught:
        await send(MESSAGE, url)
    assert SECRET not in str(caught.value)


def test_a_channel_is_named_without_its_secrets() -> None:
    assert channel_name(webhook(8080)) == f"JSON at {LOOPBACK}"
    assert channel_name(f"mailtos://user:{SECRET}@example.org?to=a@example.org&smtp=mx.example.org").endswith(
        "at mx.example.org"
    )


class Mailbox:
    """An aiosmtpd handler: keeps what it accepts, and refuses or breaks off where it is told to."""

    def __init__(self, *, recipients: str = "250 OK", data: str = "250 OK", hang: float = 0.0) -> None:
        self.mails: list[EmailMessage] = []
        self._recipients = recipients
        self._data = data
        self._hang = hang

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._recipients.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self._recipients

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        await asyncio.sleep(self._hang)
        return self._data


@asynccontextmanager
async def mail_server(mailbox: Mailbox) -> AsyncIterator[str]:
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(mailbox), LOOPBACK, 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"mailto://{LOOPBACK}:{port}?from=watch@example.org&to=reader@example.org&smtp={LOOPBACK}&cto=0.5"
    finally:
        server.close()


async def test_a_mail_carries_text_html_and_key() -> None:
    mailbox = Mailbox()
    async with mail_server(mailbox) as url:
        assert isinstance(await send(MESSAGE, url), Sent)
    (mail,) = mailbox.mails
    assert mail["X-Cpecwatch-Key"] == "k-1"
    assert mail["Subject"] == "3 changes"
    html = mail.get_body(("html",))
    assert html is not None
    assert "old → new" in html.get_content()
    assert mail.get_body(("plain",)) is not None


async def test_a_mail_without_html_is_sent_as_text() -> None:
    mailbox = Mailbox()
    async with mail_server(mailbox) as url:
        plain = Message(subject="s", text="a < b", html=None, key="k")
        assert isinstance(await send(plain, url), Sent)
    body = mailbox.mails[0].get_body(("plain",))
    assert body is not None
    assert "a < b" in body.get_content()


@pytest.mark.parametrize(
    ("mailbox", "expected"),
    [
        (Mailbox(recipients="550 no such user"), Failed),
        (Mailbox(recipients="451 greylisted"), Failed),
        (Mailbox(data="552 too big"), Failed),
        (Mailbox(data="451 try later"), Failed),
        (Mailbox(hang=1.5), Unsure),
    ],
    ids=["unknown recipient", "greylisted", "refused after the text", "busy after the text", "no word after the text"],
)
async def test_the_stage_of_a_mail_decides(mailbox: Mailbox, expected: type) -> None:
    async with mail_server(mailbox) as url:
        assert isinstance(await send(MESSAGE, url), expected)


async def test_no_mail_server_is_a_failure() -> None:
    async with serving(silent) as server:
        port = server.port
    outcome = await send(MESSAGE, f"mailto://{LOOPBACK}:{port}?from=a@example.org&to=b@example.org&smtp={LOOPBACK}")
    assert isinstance(outcome, Failed)


async def test_of_two_recipients_one_of_whom_failed_nobody_is_sure() -> None:
    mailbox = Mailbox(recipients="550 no")
    async with mail_server(mailbox) as url:
        outcome = await send(MESSAGE, url.replace("to=reader@", "to=one@example.org,two@"))
    assert isinstance(outcome, Unsure)


async def test_a_key_may_be_sent_twice_and_stays_the_same(httpserver: HTTPServer) -> None:
    httpserver.expect_request(f"/hook/{SECRET}").respond_with_data("ok")
    for _ in range(2):
        await send(MESSAGE, webhook(httpserver.port))
    assert {request.headers["Idempotency-Key"] for request, _ in httpserver.log} == {"k-1"}


async def test_two_at_once_do_not_mix_up_their_outcomes(httpserver: HTTPServer) -> None:
    httpserver.expect_request(f"/hook/{SECRET}").respond_with_data("ok")
    async with serving(silent) as server:
        outcomes = await asyncio.gather(
            send(MESSAGE, webhook(server.port, "rto=0.5")),
            send(MESSAGE, webhook(httpserver.port)),
            send(MESSAGE, webhook(1)),
        )
    assert [type(outcome) for outcome in outcomes] == [Unsure, Sent, Failed]


async def test_a_webhook_answered_by_raw_bytes() -> None:
    async def no_content(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(response(status="204 No Content"))

    async with serving(no_content) as server:
        assert isinstance(await send(MESSAGE, webhook(server.port)), Sent)


async def test_of_a_long_message_whose_second_part_failed_nobody_is_sure() -> None:
    async def first_only(asked: Asked, writer: asyncio.StreamWriter) -> None:
        # The request's body is not read: the connection ends with the answer.
        writer.write(
            response(status="200 OK" if len(server.asked) == 1 else "500 Oops", headers={"Connection": "close"})
        )
        await writer.drain()
        writer.close()

    long = Message(subject="s", text="line\n" * 12_000, html=None, key="k")
    async with serving(first_only) as server:
        outcome = await send(long, webhook(server.port, "rto=2"))
    assert isinstance(outcome, Unsure), outcome
    assert "parts" in outcome.why


async def test_nothing_of_a_channel_reaches_the_log() -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)  # not caplog: it listens to loggers that nobody else would hear
    logging.getLogger().addHandler(handler)
    try:
        with pytest.raises(BadConfiguration):
            await send(MESSAGE, f"json://{LOOPBACK}:80/{SECRET}?")
        await send(MESSAGE, webhook(1))
        logging.getLogger("cpecwatch").warning("heard")
    finally:
        logging.getLogger().removeHandler(handler)
    assert written.getvalue() == "heard\n"
