-- Databases and logins of the compose stack. Run by sqlcmd with variables; may run again at every start.
-- itsm: what the simulator writes and Apollo only reads.
IF DB_ID('itsm') IS NULL CREATE DATABASE itsm;
GO
-- Readers see committed rows without waiting for writers.
ALTER DATABASE itsm SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
IF SUSER_ID('simulator') IS NULL CREATE LOGIN simulator WITH PASSWORD = '$(SIMULATOR_PASSWORD)';
IF SUSER_ID('apollo_reader') IS NULL CREATE LOGIN apollo_reader WITH PASSWORD = '$(READER_PASSWORD)';
GO
USE itsm;
IF USER_ID('simulator') IS NULL CREATE USER simulator FOR LOGIN simulator;
IF USER_ID('apollo_reader') IS NULL CREATE USER apollo_reader FOR LOGIN apollo_reader;
ALTER ROLE db_owner ADD MEMBER simulator;
ALTER ROLE db_datareader ADD MEMBER apollo_reader;
GO
