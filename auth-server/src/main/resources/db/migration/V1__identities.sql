-- Times are milliseconds since 1970 (UTC), so that every vendor stores the same.
create table users (
    id char(36) not null primary key,
    name varchar(64) not null,
    display_name varchar(200) not null,
    roles varchar(500) not null,
    password_hash varchar(200) not null,
    password_change_required boolean not null,
    password_changed_at bigint not null,
    enabled boolean not null,
    version bigint not null,
    created_at bigint not null,
    constraint users_name unique (name)
);

create table sign_in_failures (
    id char(64) not null primary key,
    failures int not null,
    last_failed_at bigint not null,
    locked_until bigint not null
);
create index sign_in_failures_last on sign_in_failures (last_failed_at);

-- A family is what one sign-in begot; its tokens are kept as hashes only.
create table refresh_families (
    id char(36) not null primary key,
    user_id char(36) not null,
    created_at bigint not null,
    ends_at bigint not null,
    revoked_at bigint,
    constraint refresh_families_user foreign key (user_id) references users (id)
);
create index refresh_families_ends on refresh_families (ends_at);

create table refresh_tokens (
    id char(64) not null primary key,
    family_id char(36) not null,
    expires_at bigint not null,
    used_at bigint,
    constraint refresh_tokens_family foreign key (family_id) references refresh_families (id) on delete cascade
);

create table identities (
    name varchar(120) not null primary key,
    permissions varchar(4000) not null,
    version bigint not null,
    created_at bigint not null
);

create table identity_keys (
    identity varchar(120) not null,
    key_id varchar(64) not null,
    public_key varchar(1000) not null,
    created_at bigint not null,
    primary key (identity, key_id),
    constraint identity_keys_identity foreign key (identity) references identities (name) on delete cascade
);

create table used_assertions (
    id char(64) not null primary key,
    expires_at bigint not null
);
create index used_assertions_expires on used_assertions (expires_at);
