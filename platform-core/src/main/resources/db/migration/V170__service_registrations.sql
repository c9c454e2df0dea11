-- A service as workflows name it: under its own name, and under others that people have given it. Who changed it stays empty
-- while it is as its package brought it.
create table service_registration (
    id varchar(260) not null primary key,
    package_id varchar(36) not null,
    plugin varchar(64) not null,
    version varchar(64) not null,
    service varchar(64) not null,
    name varchar(64) not null,
    state varchar(16) not null,
    target varchar(260),
    bindings ${longtext} not null,
    revision bigint not null,
    updated_at bigint,
    updated_by varchar(200)
);
create index service_registration_of on service_registration (plugin, version, service);

insert into service_registration (id, package_id, plugin, version, service, name, state, bindings, revision)
select concat(id, '~', name), package_id, plugin, version, name, name, 'ENABLED', '[]', 1
from plugin_service where registered = true;

-- Under which name a workflow version calls a service.
alter table workflow_call add column registration varchar(64) default '' not null;
update workflow_call set registration = service;
alter table workflow_call drop primary key;
alter table workflow_call add primary key (version_id, plugin, service, plugin_version, registration);
