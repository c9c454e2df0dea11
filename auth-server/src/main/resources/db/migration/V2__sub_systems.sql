-- A plugin that was built for WeCube signs in with an RSA key, under a code.
create table sub_systems (
    code varchar(80) not null primary key,
    plugin varchar(64) not null,
    public_key varchar(1000) not null,
    network varchar(64),
    created_at bigint not null,
    constraint sub_systems_plugin unique (plugin)
);

-- A nonce is good once; it is kept as long as the key that signed it is good.
create table sub_system_nonces (
    id char(64) not null primary key,
    code varchar(80) not null,
    constraint sub_system_nonces_of foreign key (code) references sub_systems (code) on delete cascade
);

create table sub_system_refresh_tokens (
    id char(64) not null primary key,
    code varchar(80) not null,
    expires_at bigint not null,
    constraint sub_system_refresh_tokens_of foreign key (code) references sub_systems (code) on delete cascade
);
create index sub_system_refresh_tokens_expires on sub_system_refresh_tokens (expires_at);
