/* <resolv.h> and <arpa/nameser.h>: asking for any records, and reading and writing messages. */
#define _GNU_SOURCE
#include "check.h"
#include "world.h"
#include <netdb.h>
#include <resolv.h>

static void answer(const struct request *request, struct reply *reply) {
    const char *name = request->name;
    begin_reply(request, reply, 0);
    if (strcmp(name, "text.test") == 0 && request->type == 16)
        add_record(reply, NULL, 0, 16, "\5hello\5world", 12);
    else if (strcmp(name, "host.two.test") == 0 || strcmp(name, "dotted.name") == 0)
        add_record(reply, NULL, 0, 1, "\1\2\3\4", 4);
    else if (strcmp(name, "data.one.test") == 0 || strcmp(name, "text.test") == 0) {
    } else if (strcmp(name, "failing.test") == 0)
        begin_reply(request, reply, 2);
    else if (strcmp(name, "big.test") == 0) {
        reply->bytes[2] |= request->is_tcp ? 0 : 2;
        for (int i = 0; request->is_tcp && i < 50; i++)
            add_record(reply, NULL, 0, 16, "\5hello\5world", 12);
    } else
        begin_reply(request, reply, 3);
}

static int begin(void) {
    if (!enter_world())
        return 0;
    write_file("/etc/resolv.conf", "nameserver 127.0.0.1\nsearch one.test two.test\noptions ndots:2 timeout:9 attempts:3\n");
    start_server("127.0.0.1", 1, answer);
    return 1;
}

TEST(queries) {
    unsigned char bytes[2000];
    if (!begin())
        return;
    int size = res_query("text.test", C_IN, T_TXT, bytes, sizeof bytes);
    CHECK_EQ(size, 12 + 11 + 4 + 2 + 10 + 12);
    ns_msg message;
    ns_rr record;
    CHECK_EQ(ns_initparse(bytes, size, &message), 0);
    CHECK_EQ(ns_msg_count(message, ns_s_an), 1);
    CHECK_EQ(ns_parserr(&message, ns_s_an, 0, &record), 0);
    CHECK_STR(ns_rr_name(record), "text.test");
    CHECK_EQ(ns_rr_rdlen(record), 12);
    CHECK_MEM(ns_rr_rdata(record), "\5hello\5world", 12);
    /* As much as there is room for; the size is the answer's. */
    memset(bytes, 0x55, sizeof bytes);
    CHECK_EQ(res_query("text.test", C_IN, T_TXT, bytes, 20), size);
    CHECK_EQ(bytes[20], 0x55);
    CHECK_EQ(res_query("text.test", C_IN, T_A, bytes, sizeof bytes), -1);
    CHECK_EQ(h_errno, NO_DATA);
    CHECK_EQ(res_query("none.test", C_IN, T_A, bytes, sizeof bytes), -1);
    CHECK_EQ(h_errno, HOST_NOT_FOUND);
    CHECK_EQ(res_query("failing.test", C_IN, T_A, bytes, sizeof bytes), -1);
    CHECK_EQ(h_errno, TRY_AGAIN);
    CHECK_EQ(res_query("a..b", C_IN, T_A, bytes, sizeof bytes), -1);
    CHECK_EQ(h_errno, NO_RECOVERY);
    /* A query goes by its name as it is. */
    CHECK_EQ(res_query("host", C_IN, T_A, bytes, sizeof bytes), -1);
    CHECK_EQ(h_errno, HOST_NOT_FOUND);
    CHECK(res_querydomain("host", "two.test", C_IN, T_A, bytes, sizeof bytes) > 12);
    CHECK(res_querydomain("host.two.test", NULL, C_IN, T_A, bytes, sizeof bytes) > 12);
    CHECK(res_query("big.test", C_IN, T_TXT, bytes, sizeof bytes) > 1200);
    CHECK_EQ(tcp_seen, 1);
}

TEST(searches) {
    unsigned char bytes[600];
    if (!begin())
        return;
    CHECK(res_search("host", C_IN, T_A, bytes, sizeof bytes) > 12);
    CHECK_EQ(requests_seen, 2);
    CHECK(res_search("dotted.name", C_IN, T_A, bytes, sizeof bytes) > 12);
    CHECK_EQ(requests_seen, 5);
    CHECK(res_search("dotted.name.", C_IN, T_A, bytes, sizeof bytes) > 12);
    CHECK_EQ(requests_seen, 6);
    CHECK_EQ(res_search("data", C_IN, T_A, bytes, sizeof bytes), -1);
    CHECK_EQ(h_errno, NO_DATA);
    CHECK_EQ(requests_seen, 9);
    CHECK_EQ(res_search("none", C_IN, T_A, bytes, sizeof bytes), -1);
    CHECK_EQ(h_errno, HOST_NOT_FOUND);
    CHECK_EQ(res_search("host.", C_IN, T_A, bytes, sizeof bytes), -1);
    CHECK_EQ(requests_seen, 13);
    CHECK_EQ(res_search("a.b.c", C_IN, T_A, bytes, sizeof bytes), -1);
    CHECK_EQ(requests_seen, 16);
}

TEST(messages_of_ones_own) {
    unsigned char query[300], bytes[600];
    if (!begin())
        return;
    int size = res_mkquery(QUERY, "dotted.name", C_IN, T_A, NULL, 0, NULL, query, sizeof query);
    CHECK_EQ(size, 12 + 13 + 4);
    CHECK_MEM(query + 2, "\1\40\0\1\0\0\0\0\0\0\6dotted\4name\0\0\1\0\1", 27);
    int got = res_send(query, size, bytes, sizeof bytes);
    CHECK_EQ(got, size + 2 + 10 + 4);
    CHECK_MEM(bytes, query, 2);
    CHECK_FAILS(res_send(query, 11, bytes, sizeof bytes), EINVAL);
    size = res_mkquery(QUERY, "failing.test", C_IN, T_A, NULL, 0, NULL, query, sizeof query);
    CHECK_FAILS(res_send(query, size, bytes, sizeof bytes), ETIMEDOUT);
}

TEST(making_queries) {
    unsigned char query[300];
    CHECK_EQ(res_mkquery(QUERY, "a.b", C_IN, T_A, NULL, 0, NULL, query, 21), 21);
    CHECK_EQ(res_mkquery(QUERY, "a.b", C_IN, T_A, NULL, 0, NULL, query, 20), -1);
    CHECK_EQ(res_mkquery(QUERY, "", C_IN, T_NS, NULL, 0, NULL, query, sizeof query), 17);
    CHECK_EQ(res_mkquery(STATUS, ".", C_ANY, T_ANY, NULL, 0, NULL, query, sizeof query), 17);
    CHECK_MEM(query + 2, "\21\40\0\1\0\0\0\0\0\0\0\0\377\0\377", 15);
    CHECK_EQ(res_mkquery(16, "a.b", C_IN, T_A, NULL, 0, NULL, query, sizeof query), -1);
    CHECK_EQ(res_mkquery(QUERY, "a.b", 65536, T_A, NULL, 0, NULL, query, sizeof query), -1);
    CHECK_EQ(res_mkquery(QUERY, "a.b", C_IN, -1, NULL, 0, NULL, query, sizeof query), -1);
    CHECK_EQ(res_mkquery(QUERY, "a..b", C_IN, T_A, NULL, 0, NULL, query, sizeof query), -1);
    /* Nobody can guess the number. */
    int ids[40], same = 0;
    for (int i = 0; i < 40; i++) {
        res_mkquery(QUERY, "a.b", C_IN, T_A, NULL, 0, NULL, query, sizeof query);
        ids[i] = query[0] << 8 | query[1];
        for (int j = 0; j < i; j++)
            same += ids[j] == ids[i];
    }
    CHECK(same < 5);
}

TEST(configuration_to_look_at) {
    if (!begin())
        return;
    CHECK_EQ(res_init(), 0);
    CHECK_EQ(_res.nscount, 1);
    CHECK_EQ(_res.nsaddr.sin_addr.s_addr, htonl(INADDR_LOOPBACK));
    CHECK_EQ(_res.nsaddr.sin_port, htons(53));
    CHECK_EQ(_res.retrans, 9);
    CHECK_EQ(_res.retry, 3);
    CHECK(_res.ndots == 2);
    CHECK_EQ(_res.options, RES_INIT | RES_DEFAULT);
    CHECK_STR(_res.dnsrch[0], "one.test");
    CHECK_STR(_res.dnsrch[1], "two.test");
    CHECK(!_res.dnsrch[2]);
    CHECK_STR(_res.defdname, "one.test");
}

TEST(names_in_messages) {
    unsigned char bytes[600] = {0}, *known[5] = {bytes, NULL}, **end = known + 5;
    int first = dn_comp("www.Example.org", bytes + 12, 100, known, end);
    CHECK_EQ(first, 17);
    CHECK_MEM(bytes + 12, "\3www\7Example\3org\0", 17);
    CHECK_EQ(known[1], bytes + 12);
    CHECK(!known[2]);
    unsigned char *to = bytes + 29;
    CHECK_EQ(dn_comp("mail.example.ORG.", to, 7, known, end), 7);
    CHECK_MEM(to, "\4mail\300\20", 7);
    CHECK_EQ(dn_comp("mail.example.org", to, 6, known, end), -1);
    CHECK_EQ(dn_comp("www.example.org", to + 7, 2, known, end), 2);
    CHECK_MEM(to + 7, "\300\14", 2);
    CHECK(known[2] == to && !known[3]);
    CHECK_EQ(dn_comp("org", to + 9, 100, NULL, NULL), 5);
    CHECK_EQ(dn_comp("", to + 14, 1, known, end), 1);
    CHECK_EQ(dn_comp("x", to + 15, 0, known, end), -1);
    CHECK_EQ(dn_comp("x..y", to + 15, 100, known, end), -1);
    char text[NS_MAXDNAME];
    unsigned char *stop = to + 15;
    CHECK_EQ(dn_expand(bytes, stop, to, text, sizeof text), 7);
    CHECK_STR(text, "mail.Example.org");
    CHECK_EQ(dn_expand(bytes, stop, to, text, 17), 7);
    CHECK_EQ(dn_expand(bytes, stop, to, text, 16), -1);
    CHECK_EQ(dn_expand(bytes, stop, to, text, 0), -1);
    CHECK_EQ(ns_name_uncompress(bytes, stop, to, text, sizeof text), 7);
    CHECK_STR(text, "mail.Example.org");
    CHECK_FAILS(ns_name_uncompress(bytes, stop, to, text, 3), EMSGSIZE);
    CHECK_EQ(dn_expand(bytes, stop, to + 14, text, sizeof text), 1);
    CHECK_STR(text, "");
    CHECK_EQ(dn_expand(bytes, stop, stop, text, sizeof text), -1);
    CHECK_EQ(dn_expand(bytes, to + 6, to, text, sizeof text), -1);
    CHECK_EQ(dn_skipname(to, stop), 7);
    CHECK_EQ(dn_skipname(to, to + 6), -1);
    CHECK_EQ(dn_skipname(to, to), -1);
    const unsigned char circle[] = {1, 'x', 0xc0, 0}, escapes[] = "\4a.b\\\3\001 \177";
    CHECK_EQ(dn_expand(circle, circle + 4, circle, text, sizeof text), -1);
    CHECK_EQ(dn_expand(escapes, escapes + sizeof escapes, escapes, text, sizeof text), 10);
    CHECK_STR(text, "a\\.b\\\\.\\001\\032\\127");
}

TEST(reading_messages) {
    static const unsigned char bytes[] = "\22\64\205\200\0\1\0\2\0\0\0\1"
                                         "\1a\4test\0\0\1\0\1"
                                         "\300\14\0\1\0\1\0\1\2\3\0\4\1\2\3\4"
                                         "\300\14\0\34\0\1\0\0\0\5\0\0"
                                         "\0\0\51\20\0\0\0\200\0\0\2zz";
    int size = sizeof bytes - 1;
    ns_msg message;
    ns_rr record;
    CHECK_EQ(ns_initparse(bytes, size, &message), 0);
    CHECK_EQ(ns_msg_id(message), 0x1234);
    CHECK_EQ(ns_msg_base(message), bytes);
    CHECK_EQ(ns_msg_size(message), size);
    int flags[ns_f_max] = {1, 0, 1, 0, 1, 1, 0, 0, 0, 0};
    for (int i = 0; i < ns_f_max; i++)
        CHECK_EQ(ns_msg_getflag(message, i), flags[i]);
    CHECK_EQ(ns_msg_count(message, ns_s_an), 2);
    CHECK_EQ(ns_parserr(&message, ns_s_qd, 0, &record), 0);
    CHECK_STR(ns_rr_name(record), "a.test");
    CHECK(ns_rr_type(record) == ns_t_a && ns_rr_class(record) == ns_c_in && !ns_rr_rdata(record));
    CHECK_EQ(ns_parserr(&message, ns_s_an, 1, &record), 0);
    CHECK(ns_rr_type(record) == ns_t_aaaa && ns_rr_ttl(record) == 5 && ns_rr_rdlen(record) == 0);
    CHECK_EQ(ns_parserr(&message, ns_s_an, 0, &record), 0);
    CHECK_EQ(ns_rr_ttl(record), 0x10203);
    CHECK_MEM(ns_rr_rdata(record), "\1\2\3\4", 4);
    CHECK_EQ(ns_parserr(&message, ns_s_an, -1, &record), 0);
    CHECK_EQ(ns_rr_type(record), ns_t_aaaa);
    CHECK_FAILS(ns_parserr(&message, ns_s_an, -1, &record), ENODEV);
    CHECK_FAILS(ns_parserr(&message, ns_s_an, 2, &record), ENODEV);
    CHECK_FAILS(ns_parserr(&message, ns_s_ns, 0, &record), ENODEV);
    CHECK_FAILS(ns_parserr(&message, ns_s_max, 0, &record), ENODEV);
    CHECK_EQ(ns_parserr(&message, ns_s_ar, 0, &record), 0);
    CHECK_STR(ns_rr_name(record), ".");
    CHECK_EQ(ns_rr_rdlen(record), 2);
    for (int i = 0; i < size; i++)
        CHECK_FAILS(ns_initparse(bytes, i, &message), EMSGSIZE);
    CHECK_FAILS(ns_initparse(bytes, size + 1, &message), EMSGSIZE);
    CHECK_EQ(ns_skiprr(bytes + 12, bytes + size, ns_s_qd, 1), 12);
    CHECK_EQ(ns_skiprr(bytes + 24, bytes + size, ns_s_an, 2), 28);
    CHECK_EQ(ns_skiprr(bytes + 24, bytes + size, ns_s_an, 0), 0);
    CHECK_FAILS(ns_skiprr(bytes + 24, bytes + 51, ns_s_an, 2), EMSGSIZE);
    unsigned char to[8] = {0}, *at = to;
    ns_put16(0x12345, to);
    ns_put32(0x1789abcdeful, to + 3);
    CHECK_MEM(to, "\x23\x45\0\x89\xab\xcd\xef", 8);
    CHECK_EQ(ns_get16(to), 0x2345);
    CHECK_EQ(ns_get32(to + 3), 0x89abcdef);
    unsigned value;
    NS_GET16(value, at);
    CHECK(value == 0x2345 && at == to + 2);
}
