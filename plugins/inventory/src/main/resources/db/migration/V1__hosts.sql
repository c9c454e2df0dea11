create table host (
    id                varchar(36)   not null primary key,
    version           bigint        not null,
    name              varchar(100)  not null,
    address           varchar(253)  not null,
    port              integer       not null,
    user_name         varchar(64)   not null,
    authentication    varchar(20)   not null,
    sealed_credential ${text}       not null,
    host_key          varchar(4096) not null,
    os                varchar(200),
    tags              varchar(4000),
    description       varchar(2000),
    constraint uq_host_name unique (name),
    constraint uq_host_place unique (address, port)
);

-- One known text, sealed: tells a start with another sealing.key from a start with the right one.
create table sealing_witness (
    id     integer      not null primary key,
    sealed varchar(400) not null
);
